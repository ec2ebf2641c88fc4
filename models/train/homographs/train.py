"""Trains the homograph models and writes their weights.

python -m homographs.train WORK_DIR DICTIONARY_DIR FIXTURE_DIR OUTPUT.bin
"""

import pathlib
import random
import re
import sys

import numpy as np

from corpus.sentences import fixture_keys
from tagger.teach import load_teacher, scores
from weights_file import write

from . import grammar
from .contexts import SMALL_WORDS, fold, hashed, meaning_features
from .entries import class_counts, heteronyms
from .phrases import Reading, read_senses, sentences
from .softmax import fit, numbered, strongest

SENTENCES = 1_500  # per reading
KEPT_MEANING, KEPT_GRAMMAR = 1_100, 45_000
PLACES = 700_000
STEP = 20  # one unit of a weight is 1/20


def fillers(work: pathlib.Path, chance: random.Random, count: int = 20_000) -> list[str]:
    """Runs of 2 to 8 words out of the training text."""
    lines = [
        line
        for name in ('addresses_and_whale', 'novels', 'wordnet')
        for line in (work / 'text' / f'{name}.txt').open()
    ]
    made = []
    while len(made) < count:
        words = chance.choice(lines).split()
        length = chance.randrange(2, 9)
        if len(words) > length:
            start = chance.randrange(len(words) - length)
            made.append(' '.join(words[start : start + length]))
    return made


def lexicon(readings: list[Reading]) -> set[str]:
    """The words the contexts and topics speak of; what else stands in a sentence is accident."""
    text = ' '.join(line for reading in readings for line in (*reading.contexts, *reading.topics))
    return {fold(word) for word in re.findall(r"[\w'-]+|[^\w\s()|*]", text)} | SMALL_WORDS | {'<', '>', 's'}


def is_told(feature: str, words: set[str]) -> bool:
    """Whether the words in a feature are all of the lexicon; tags and case always count."""
    kind, parts = feature[0], feature[1:].split(' ')
    lexical = {'m': parts[:1], 'n': parts[1:]}.get(kind, parts if kind in 'abcdjklt' else [])
    return words.issuperset(lexical)


def meaning_rows(teacher, made: list[tuple[str, int]], words: set[str]) -> list[np.ndarray]:
    docs = [teacher.make_doc(text) for text, _ in made]
    names = teacher.get_pipe('tagger').labels
    rows = []
    for doc, (_, start), tagged in zip(docs, made, scores(teacher, docs), strict=True):
        index = next((token.i for token in doc if token.idx == start), None)
        if index is not None:
            tags = [names[n] for n in tagged.argmax(1)]
            seen = meaning_features([token.text for token in doc], tags, index)
            rows.append(
                np.array([hashed(feature) for feature in seen if is_told(feature, words)], dtype=np.uint32)
            )
    return rows


def train_meaning(teacher, word: str, readings: list[Reading], pieces: list[str], excluded: set[str]) -> dict:
    chance = random.Random(word)
    words = lexicon(readings)
    rows: list[np.ndarray] = []
    labels: list[int] = []
    for label, reading in enumerate(readings):
        found = meaning_rows(teacher, sentences(word, reading, pieces, excluded, SENTENCES, chance), words)
        rows += found
        labels += [label] * len(found)
    known, numbers = numbered(rows, 3)
    truth = np.array(labels)
    kept_back = np.random.default_rng(1).random(len(truth)) < 0.1
    weights, bias = fit(numbers[~kept_back], truth[~kept_back], len(known), len(readings), 40, 2e-5, 0.05)
    guesses = (np.vstack([np.zeros(len(readings)), weights])[numbers[kept_back]].sum(1) + bias).argmax(1)
    print(
        f'{word}: {len(truth)} sentences, {(guesses == truth[kept_back]).mean():.3f} of those kept back right',
        flush=True,
    )
    known, weights = strongest(known, weights, KEPT_MEANING)
    shares = np.log([reading.share for reading in readings])
    return {'keys': known, 'weights': weights, 'bias': bias + shares - shares.max()}


def train_grammar(work: pathlib.Path) -> dict:
    taught = [
        work / 'taught' / f'{name}.npz' for name in ('wordnet', 'addresses_and_whale', 'html_pages', 'novels')
    ]
    parts = [
        grammar.examples([path], work / 'unpacked/wordnet-base/usr/share/wordnet', PLACES // 4)
        for path in taught
    ]
    rows, labels = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    known, numbers = numbered(list(rows), 4)
    kept_back = np.random.default_rng(1).random(len(labels)) < 0.03
    weights, bias = fit(numbers[~kept_back], labels[~kept_back], len(known), 3, 4, 2e-8)
    guesses = (np.vstack([np.zeros(3), weights])[numbers[kept_back]].sum(1) + bias).argmax(1)
    print(
        f'grammar: {len(labels)} places, {(guesses == labels[kept_back]).mean():.3f} of those kept back right',
        flush=True,
    )
    known, weights = strongest(known, weights, KEPT_GRAMMAR)
    shares = np.bincount(labels, minlength=3) / len(labels)
    return {'keys': known, 'weights': weights, 'bias': bias - np.log(shares)}


def whole(weights: np.ndarray) -> np.ndarray:
    return np.clip(np.round(weights * STEP), -127, 127).astype(np.int8)


def main(
    work: pathlib.Path, dictionaries: pathlib.Path, fixtures: pathlib.Path, target: pathlib.Path
) -> None:
    excluded = fixture_keys(fixtures)
    senses = read_senses(pathlib.Path(__file__).parent)
    chance = random.Random(5)
    pieces = fillers(work, chance)
    general = train_grammar(work)
    teacher = load_teacher(work)
    facts: dict[str, dict] = {}
    keys, weights = [], []
    start = 0
    for word, readings in senses.items():
        model = train_meaning(teacher, word, readings, pieces, excluded)
        facts[word] = {
            'us': [r.us for r in readings], 'gb': [r.gb for r in readings],
            'bias': [round(float(b), 3) for b in model['bias']], 'keys': [start, len(model['keys'])],
        }  # fmt: skip
        start += len(model['keys'])
        keys.append(model['keys'])
        weights.append(np.pad(whole(model['weights']), ((0, 0), (0, 3 - len(readings)))))
    words = heteronyms(dictionaries, set(senses))
    counts = class_counts(sorted((work / 'taught').glob('*.npz')), set(words))
    mean = sum(counts.values()) / sum(c.sum() for c in counts.values())
    for word, readings in words.items():
        shares = (counts[word] + 4 * mean) / (counts[word].sum() + 4)
        facts[word] = {**{v: [r[c] for c in grammar.CLASSES if c in r] for v, r in readings.items()},
                       'bias': [round(float(b), 3) for b in np.log(shares)]}  # fmt: skip
    bias = [round(float(b), 4) for b in general['bias']]
    write(
        target,
        {'kind': 'homographs', 'step': 1 / STEP, 'words': facts, 'grammarBias': bias},
        {
            'meaningKeys': np.concatenate(keys), 'meaningWeights': np.concatenate(weights),
            'grammarKeys': general['keys'], 'grammarWeights': whole(general['weights']),
        },
    )  # fmt: skip
    print(f'{len(senses)} words by meaning, {len(words)} by part of speech, {target.stat().st_size} bytes')


if __name__ == '__main__':
    main(*(pathlib.Path(argument) for argument in sys.argv[1:5]))
