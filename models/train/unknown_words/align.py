"""Letters against sounds: which letter of a word speaks which symbols.

Every letter speaks 0 to 3 sounds, in order. A sound is a consonant, or a vowel with its stress mark and length mark.
Expectation maximisation over all alignments finds how likely a letter speaks a piece; the likeliest alignment of each
word then gives one label per letter.
"""

import re

import numba
import numpy as np

from .entries import Entry

SOUND = re.compile('[ˈˌ]?[^ˈˌː]ː?')
LONGEST = 3
MARKS = str.maketrans('', '', 'ˈˌ')


@numba.njit(cache=True)
def expectation(letters, letter_starts, sound_starts, pieces, odds, counts, best):
    """One round: adds expected counts of (letter, piece) and writes each word's likeliest piece lengths to `best`.

    `pieces[j, n]` is the number of the piece of n sounds that starts at sound j, -1 if there is none.
    """
    for word in range(len(letter_starts) - 1):
        first, last = letter_starts[word], letter_starts[word + 1]
        low, high = sound_starts[word], sound_starts[word + 1]
        n, m = last - first, high - low
        ahead = np.zeros((n + 1, m + 1))
        behind = np.zeros((n + 1, m + 1))
        top = np.zeros((n + 1, m + 1))
        came = np.zeros((n + 1, m + 1), dtype=np.int8)
        ahead[0, 0] = top[0, 0] = 1.0
        for i in range(n):
            for j in range(m + 1):
                if ahead[i, j] == 0.0:
                    continue
                for length in range(min(LONGEST, m - j) + 1):
                    chance = odds[letters[first + i], pieces[low + j, length]]
                    ahead[i + 1, j + length] += ahead[i, j] * chance
                    if top[i, j] * chance > top[i + 1, j + length]:
                        top[i + 1, j + length] = top[i, j] * chance
                        came[i + 1, j + length] = length
        total = ahead[n, m]
        if total <= 0.0:
            best[first] = -1
            continue
        behind[n, m] = 1.0
        for i in range(n - 1, -1, -1):
            for j in range(m + 1):
                for length in range(min(LONGEST, m - j) + 1):
                    piece = pieces[low + j, length]
                    step = odds[letters[first + i], piece] * behind[i + 1, j + length]
                    behind[i, j] += step
                    counts[letters[first + i], piece] += ahead[i, j] * step / total
        j = m
        for i in range(n, 0, -1):
            best[first + i - 1] = came[i, j]
            j -= came[i, j]


def align(entries: list[Entry], rounds: int = 8) -> list[list[str] | None]:
    """Per entry the piece each letter speaks, marks included; None where letters are too few for the sounds."""
    sounds_of = [SOUND.findall(entry.phonemes) for entry in entries]
    alphabet = {letter: n for n, letter in enumerate(sorted({c for entry in entries for c in entry.word}))}
    letters = np.array([alphabet[c] for entry in entries for c in entry.word], dtype=np.int32)
    letter_starts = np.cumsum([0] + [len(entry.word) for entry in entries])
    sound_starts = np.cumsum([0] + [len(sounds) for sounds in sounds_of])
    numbers: dict[str, int] = {'': 0}
    table = []
    for sounds in sounds_of:
        bare = [sound.translate(MARKS) for sound in sounds]
        for j in range(len(bare)):
            row = [numbers.setdefault(' '.join(bare[j : j + n]), len(numbers)) for n in range(LONGEST + 1)]
            table.append(row)
    table.append([0] * (LONGEST + 1))
    pieces = np.array(table, dtype=np.int32)
    odds = np.ones((len(alphabet), len(numbers))) * 0.01
    odds[:, [n for piece, n in numbers.items() if piece.count(' ') == 1]] *= 0.02
    odds[:, [n for piece, n in numbers.items() if piece.count(' ') == 2]] *= 0.0001
    best = np.zeros(len(letters), dtype=np.int8)
    for _ in range(rounds):
        counts = np.zeros_like(odds)
        expectation(letters, letter_starts, sound_starts, pieces, odds, counts, best)
        counts[counts < 0.5] = 0
        odds = counts / np.maximum(counts.sum(1, keepdims=True), 1e-9)
    aligned: list[list[str] | None] = []
    for word, sounds in enumerate(sounds_of):
        lengths = best[letter_starts[word] : letter_starts[word + 1]]
        if lengths[0] < 0:
            aligned.append(None)
            continue
        ends = np.cumsum(lengths)
        aligned.append(
            [''.join(sounds[end - length : end]) for end, length in zip(ends, lengths, strict=True)]
        )
    return aligned
