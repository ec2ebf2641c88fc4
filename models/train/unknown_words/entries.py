"""The pronunciations the model learns from, and the 5 % it never sees."""

import hashlib
import json
import pathlib
import re
from dataclasses import dataclass

from .arpabet import from_arpabet
from .features import TASTES

SYMBOLS = frozenset('AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻᵊɐbdfhjklmnpstvwzðŋɡɹɾʃʒʤʧθˈˌː')
LETTERS = re.compile(r"[a-z][a-z']*")
HELD_OUT = 0.05


@dataclass(frozen=True)
class Entry:
    word: str  # lower case, a to z and the apostrophe
    phonemes: str
    variant: str  # us or gb
    tier: str  # gold, silver or bronze (CMU)

    @property
    def taste(self) -> int:
        return TASTES[self.variant, self.tier]


def is_held_out(word: str) -> bool:
    """A word's place in the held-out twentieth depends on nothing but the word."""
    return int.from_bytes(hashlib.sha256(f'held out: {word}'.encode()).digest()[:4]) < HELD_OUT * 2**32


def from_dictionary(path: pathlib.Path, variant: str, tier: str) -> list[Entry]:
    entries = []
    for word, value in json.loads(path.read_text('utf-8')).items():
        readings = list(dict.fromkeys(value.values())) if isinstance(value, dict) else [value]
        lower = word.lower()
        if not LETTERS.fullmatch(lower) or (len(word) > 1 and word[1:] != word[1:].lower()):
            continue
        for reading in readings[:1]:
            if reading and set(reading) <= SYMBOLS:
                entries.append(Entry(lower, reading, variant, tier))
    return entries


def from_cmu(path: pathlib.Path) -> list[Entry]:
    """The npm package is one object literal, a line per word; alternatives `word(2)` are left out."""
    entries = []
    for line in path.read_text('utf-8').splitlines():
        found = re.match(r"""\s+(?:"([^"]+)"|'([^']+)'|([a-z]+)): ["']([A-Z0-9 #a-z,]+)["']""", line)
        if found:
            word = found[1] or found[2] or found[3]
            if LETTERS.fullmatch(word):
                entries.append(Entry(word, from_arpabet(found[4]), 'us', 'bronze'))
    return entries


def read_entries(dictionaries: pathlib.Path, cmu: pathlib.Path) -> list[Entry]:
    """All tiers; a word may be in several, since the model is told whose taste it shall follow."""
    entries = []
    for variant in ('us', 'gb'):
        for tier in ('gold', 'silver'):
            entries += from_dictionary(dictionaries / f'{variant}_{tier}.json', variant, tier)
    entries += from_cmu(cmu)
    return [entry for entry in dict.fromkeys(entries) if 1 < len(entry.word) <= 30]
