"""What the tagger sees of a token: 32-bit keys, made alike here and in src/text/en/tagger-features.ts.

A word gives four hashes: its folded form, its last three letters, its shape, its first letter with its shape; a fifth
number says whether a blank follows. A feature is one or two of these at places around the token, mixed with the number
of its template.
"""

import re

import numpy as np

WINDOW = 4
NORM, SUFFIX, SHAPE, PREFIX, BLANK = range(5)
PADDING = 0
#: (place, hash) pairs; a template with two of them sees both together. The order is part of the weight file's format.
TEMPLATES: list[tuple[tuple[int, int], ...]] = [
    ((0, NORM),), ((0, SUFFIX),), ((0, SHAPE),), ((0, PREFIX),),
    ((-1, NORM),), ((-1, SUFFIX),), ((-1, SHAPE),), ((1, NORM),), ((1, SUFFIX),), ((1, SHAPE),),
    ((-2, NORM),), ((-2, SUFFIX),), ((-2, SHAPE),), ((2, NORM),), ((2, SUFFIX),), ((2, SHAPE),),
    ((-3, NORM),), ((-3, SUFFIX),), ((3, NORM),), ((3, SUFFIX),), ((-4, NORM),), ((4, NORM),),
    ((-1, NORM), (0, NORM)), ((0, NORM), (1, NORM)), ((-1, NORM), (0, SUFFIX)), ((0, SUFFIX), (1, NORM)),
    ((-1, SUFFIX), (0, NORM)), ((0, NORM), (1, SUFFIX)), ((-1, NORM), (1, NORM)), ((-2, NORM), (-1, NORM)),
    ((-1, BLANK), (0, BLANK)), ((0, BLANK), (0, NORM)), ((-1, BLANK), (0, SHAPE)),
]  # fmt: skip
FOLDED = str.maketrans({'“': '"', '”': '"', '’': "'", '‘': "'", '–': '-', '—': '-', '£': '$', '€': '$'})


def units(text: str) -> list[int]:
    """UTF-16 code units, as JavaScript counts."""
    data = text.encode('utf-16-le', 'surrogatepass')
    return [low | high << 8 for low, high in zip(data[::2], data[1::2], strict=True)]


def hash_units(codes: list[int], seed: int) -> int:
    """FNV-1a over UTF-16 code units, 32 bits, never 0."""
    value = 2166136261 ^ seed
    for code in codes:
        value = ((value ^ code) * 16777619) & 0xFFFFFFFF
    return value or 1


def shape(word: str) -> str:
    """X for capitals, x for other letters, d for digits, runs cut at four, other characters as they are."""
    drawn = ''.join(
        'd' if c.isdecimal() else c if not c.isalpha() else 'X' if c.lower() != c else 'x' for c in word[:32]
    )
    return re.sub(r'(.)\1{4,}', r'\1\1\1\1', drawn)


def word_hashes(word: str) -> tuple[int, int, int, int]:
    norm = units(word.translate(FOLDED).lower())
    drawn = units(shape(word))
    return (
        hash_units(norm, 1),
        hash_units(norm[-3:], 2),
        hash_units(drawn, 3),
        hash_units(norm[:1] + drawn, 4),
    )


def mix(template: int, a: np.ndarray, b: np.ndarray | int = 0) -> np.ndarray:
    """One key out of a template's number and its hashes (32-bit arithmetic, as Math.imul does it)."""
    value = (a ^ np.uint32((template + 1) * 0x9E3779B1 & 0xFFFFFFFF)) * np.uint32(0x85EBCA6B)
    value = (value ^ (value >> np.uint32(15)) ^ np.uint32(b)) * np.uint32(0xC2B2AE35)
    return value ^ (value >> np.uint32(13))


def hash_rows(
    words: np.ndarray, blanks: np.ndarray, vocabulary: np.ndarray, starts: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(hashes, places): a row of hashes per token with `WINDOW` rows of padding around every text, and where the
    tokens stand among them.
    """
    table = np.array([word_hashes(str(word)) for word in vocabulary], dtype=np.uint32)
    text_of = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    places = np.arange(len(words)) + WINDOW * (text_of + 1)
    hashes = np.full((len(words) + WINDOW * (len(starts)), 5), PADDING, dtype=np.uint32)
    hashes[places, :BLANK] = table[words]
    hashes[places, BLANK] = 1 + blanks
    return hashes, places


def keys(hashes: np.ndarray, places: np.ndarray, template: int) -> np.ndarray:
    """The template's key for every token."""
    with np.errstate(over='ignore'):
        columns = [hashes[places + offset, which] for offset, which in TEMPLATES[template]]
        return mix(template, *columns)
