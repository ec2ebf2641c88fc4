"""What the model sees of a letter: 32-bit keys, made alike here and in src/text/en/unknown-model-features.ts.

A key packs a run of letters around the place (5 bits each, 31 = beyond the word) and is mixed with the number of its
template. Templates marked so see the taste as well: whose pronunciation is wanted, in which variant. The dictionaries
differ in conventions (`əl` or `ᵊl`, `ᵻ` or `ə`). The server asks for silver's taste alone: it is by far the nearest to
what the reference says of words in no dictionary.
"""

import numpy as np

REACH = 5
BEYOND = 31
#: (variant, tier) → number.
TASTES = {('us', 'gold'): 1, ('gb', 'gold'): 2, ('us', 'silver'): 3, ('gb', 'silver'): 4, ('us', 'bronze'): 5}
#: (first place, last place, sees the taste). The order is part of the weight file's format.
TEMPLATES: list[tuple[int, int, bool]] = [
    *((place, place, False) for place in range(-REACH, REACH + 1)),
    (0, 0, True), (-1, 1, True), (0, 1, True),
    (-2, -1, False), (-1, 0, False), (0, 1, False), (1, 2, False),
    (-2, 0, False), (-1, 1, False), (0, 2, False),
    (-3, 0, False), (-2, 1, False), (-1, 2, False), (0, 3, False),
    (-4, 0, False), (-2, 2, False), (0, 4, False),
]  # fmt: skip


#: What the server asks for.
ASKED = {'us': 'silver', 'gb': 'silver'}


def letter_codes(word: str) -> list[int]:
    """a to z are 1 to 26, the apostrophe 27."""
    return [27 if c == "'" else ord(c) - 96 for c in word]


def mix(template: int, packed: np.ndarray) -> np.ndarray:
    """32-bit arithmetic, as Math.imul does it."""
    value = (packed ^ np.uint32((template + 1) * 0x9E3779B1 & 0xFFFFFFFF)) * np.uint32(0x85EBCA6B)
    value = (value ^ (value >> np.uint32(15))) * np.uint32(0xC2B2AE35)
    return value ^ (value >> np.uint32(13))


def keys(words: list[str], tastes: list[int]) -> np.ndarray:
    """Words of one length: array [word, letter, template] of keys."""
    codes = np.array([letter_codes(word) for word in words], dtype=np.uint32)
    padded = np.pad(codes, ((0, 0), (REACH, REACH)), constant_values=BEYOND)
    length = codes.shape[1]
    taste = np.array(tastes, dtype=np.uint32)[:, None]
    columns = []
    with np.errstate(over='ignore'):
        for template, (first, last, sees_taste) in enumerate(TEMPLATES):
            packed = np.zeros_like(codes)
            for place in range(first, last + 1):
                packed = packed << np.uint32(5) | padded[:, REACH + place : REACH + place + length]
            if sees_taste:
                packed = packed << np.uint32(3) | taste
            columns.append(mix(template, packed))
    return np.stack(columns, axis=2)


def unasked_keys() -> np.ndarray:
    """Every key of the tastes the server never asks for: their rows stay out of the weight file."""
    unasked = [n for (variant, tier), n in TASTES.items() if tier != ASKED[variant]]
    letters = np.array([*range(1, 28), BEYOND], dtype=np.uint32)
    found = []
    with np.errstate(over='ignore'):
        for template, (first, last, sees_taste) in enumerate(TEMPLATES):
            if not sees_taste:
                continue
            packed = np.zeros(1, dtype=np.uint32)
            for _ in range(first, last + 1):
                packed = (packed[:, None] << np.uint32(5) | letters).reshape(-1)
            found += [mix(template, packed << np.uint32(3) | np.uint32(taste)) for taste in unasked]
    return np.concatenate(found)
