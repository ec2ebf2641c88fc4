"""Which part of speech a place in a sentence calls for, whatever word stands there.

Learned from words that can be only one part of speech (by WordNet), with the tags of spaCy around them: about a million
places. Taggers err on "permit" or "increase" because they know the word; this model does not see it.
"""

import pathlib
import re

import numpy as np

from .contexts import grammar_features, hashed

CLASSES = ['noun', 'verb', 'adj']
FORMS = {
    'NN': ('noun', 0),
    'NNP': ('noun', 0),
    'VB': ('verb', 0),
    'VBP': ('verb', 0),
    'JJ': ('adj', 0),
    'NNS': ('noun', 1),
    'NNPS': ('noun', 1),
    'VBZ': ('verb', 1),
}


def only_class(wordnet: pathlib.Path) -> dict[str, str]:
    """Lemma → its class, for lemmas that have one class alone."""
    found: dict[str, set[str]] = {}
    for name in ('noun', 'verb', 'adj', 'adv'):
        for line in (wordnet / f'index.{name}').read_text('utf-8').splitlines():
            lemma = line.split(' ', 1)[0]
            if re.fullmatch('[a-z]{3,}', lemma):
                found.setdefault(lemma, set()).add(name)
    return {lemma: next(iter(names)) for lemma, names in found.items() if len(names) == 1}


def lemmas(word: str) -> list[str]:
    """What a form in -s may be a form of."""
    return [word[:-1], word[:-2], word[:-3] + 'y'] if word.endswith('s') else []


def places(taught: list[pathlib.Path], classes: dict[str, str], limit: int):
    """(features, class, is a form in -s) of places held by words of one class."""
    found = 0
    for path in taught:
        part = dict(np.load(path, allow_pickle=True))
        vocabulary = [str(word) for word in part['vocabulary']]
        names = [str(name) for name in part['tag_names']]
        first = part['tags'][:, 0]
        for begin, end in zip(part['starts'][:-1], part['starts'][1:], strict=True):
            words = [vocabulary[n] for n in part['words'][begin:end]]
            tags = [names[n] for n in first[begin:end]]
            for index, (word, tag) in enumerate(zip(words, tags, strict=True)):
                form = FORMS.get(tag)
                if form is None or not word.isalpha():
                    continue
                lower = word.lower()
                known = [lower] if form[1] == 0 else lemmas(lower)
                if any(classes.get(lemma) == form[0] for lemma in known):
                    yield grammar_features(words, tags, index), CLASSES.index(form[0]), form[1]
                    found += 1
                    if found >= limit:
                        return


def examples(taught: list[pathlib.Path], wordnet: pathlib.Path, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """(features [place, feature], class [place]); the form in -s is mixed into every feature."""
    memory: dict[str, int] = {}
    rows, labels = [], []
    for features, label, is_s_form in places(taught, only_class(wordnet), limit):
        row = []
        for feature in features:
            feature = f'{is_s_form}{feature}'
            if feature not in memory:
                memory[feature] = hashed(feature)
            row.append(memory[feature])
        rows.append(row)
        labels.append(label)
    return np.array(rows, dtype=np.uint32), np.array(labels)
