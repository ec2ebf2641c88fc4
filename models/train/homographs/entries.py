"""Words of the dictionaries whose sound turns on their part of speech, with a reading per class."""

import json
import pathlib

import numpy as np

from .grammar import CLASSES

VOWEL_BEFORE_T = 'AIOWYiuæɑəɛɪɹʊʌ'
VOICELESS = 'ptkfθ'
HISSING = 'szʃʒʧʤ'

#: Pairs of noun and verb that the dictionaries give one form only.
BESIDE_GOLD = {
    'annex': {'us': ('ˈænˌɛks', 'ənˈɛks'), 'gb': ('ˈanɛks', 'ənˈɛks')},
    'excerpt': {'us': ('ˈɛksˌɜɹpt', 'ɛksˈɜɹpt'), 'gb': ('ˈɛksəːpt', 'ɛksˈɜːpt')},
    'export': {'us': ('ˈɛkspˌɔɹt', 'ɪkspˈɔɹt'), 'gb': ('ˈɛkspɔːt', 'ɪkspˈɔːt')},
    'impact': {'us': ('ˈɪmpˌækt', 'ɪmpˈækt'), 'gb': ('ˈɪmpakt', 'ɪmpˈakt')},
    'protest': {'us': ('pɹˈOtˌɛst', 'pɹətˈɛst'), 'gb': ('pɹˈQtɛst', 'pɹətˈɛst')},
    'reset': {'us': ('ɹˈisˌɛt', 'ɹisˈɛt'), 'gb': ('ɹˈiːsɛt', 'ɹˌiːsˈɛt')},
}


def by_class(entry: dict[str, str | None]) -> dict[str, str | None]:
    """What the dictionary says of a noun, a verb and an adjective."""
    default = entry['DEFAULT']
    readings = {
        'noun': entry.get('NOUN', default),
        'verb': entry.get('VERB', default),
        'adj': entry.get('ADJ', default),
    }
    if set(entry) == {'DEFAULT', 'NOUN'}:
        # The other form is the verb's; what stands before a noun ("refuse collection") is the noun.
        readings['adj'] = entry['NOUN']
    if set(entry) == {'DEFAULT', 'ADJ'}:
        # The other form is the verb's; "associate", "degenerate" as nouns sound like the adjective.
        readings['noun'] = entry['ADJ']
    return readings


def with_s(phonemes: str, variant: str) -> str:
    """The plural's or the third person's sound."""
    last = phonemes[-1]
    return phonemes + (
        's' if last in VOICELESS else ('ᵻz' if variant == 'us' else 'ɪz') if last in HISSING else 'z'
    )


def spelled_with_s(word: str) -> str:
    if word.endswith(('s', 'x', 'z', 'ch', 'sh')):
        return word + 'es'
    return word[:-1] + 'ies' if word.endswith('y') and word[-2] not in 'aeiou' else word + 's'


def heteronyms(dictionaries: pathlib.Path, beside: set[str]) -> dict[str, dict[str, dict[str, str]]]:
    """word → variant → class → phonemes; forms in -s have no adjective. Words of `beside` are another model's."""
    gold = {v: json.loads((dictionaries / f'{v}_gold.json').read_text('utf-8')) for v in ('us', 'gb')}
    for word, pair in BESIDE_GOLD.items():
        for variant, (noun, verb) in pair.items():
            gold[variant][word] = {'DEFAULT': noun, 'VERB': verb}
    found: dict[str, dict[str, dict[str, str]]] = {}
    for word in gold['us']:
        entries = {v: gold[v].get(word) for v in gold}
        if word in beside or not word.islower() or not word.isalpha():
            continue
        if not all(isinstance(e, dict) and {'NOUN', 'VERB', 'ADJ'} & set(e) for e in entries.values()):
            continue
        readings = {v: by_class(entries[v]) for v in gold}
        if any(None in r.values() for r in readings.values()) or all(
            len(set(r.values())) == 1 for r in readings.values()
        ):
            continue
        found[word] = readings
        plural = spelled_with_s(word)
        if (
            plural not in beside
            and not isinstance(gold['us'].get(plural), dict)
            and readings['us']['noun'] != readings['us']['verb']
        ):
            found[plural] = {v: {c: with_s(r[c], v) for c in ('noun', 'verb')} for v, r in readings.items()}
    for word, readings in found.items():
        if word.endswith('s') and word[:-1] in found:
            for reading in readings.values():
                reading.pop('adj', None)
    return found


def class_counts(taught: list[pathlib.Path], words: set[str]) -> dict[str, np.ndarray]:
    """How often spaCy tags each word as noun, verb and adjective in the training text."""
    marks = {'NN': 'noun', 'VB': 'verb', 'JJ': 'adj'}
    counts = {word: np.zeros(len(CLASSES)) for word in words}
    for path in taught:
        part = dict(np.load(path, allow_pickle=True))
        names = part['tag_names']
        pairs, numbers = np.unique(part['words'] * 64 + part['tags'][:, 0], return_counts=True)
        for pair, number in zip(pairs, numbers, strict=True):
            word = str(part['vocabulary'][pair // 64]).lower()
            mark = marks.get(str(names[pair % 64])[:2])
            if mark and word in counts:
                counts[word][CLASSES.index(mark)] += number
    return counts
