"""Word accuracy and phoneme error rate on words the model never saw."""

import numpy as np
import torch

from .decode import allowed_mask, decode
from .entries import Entry
from .examples import by_length, numbers_of
from .network import Network

MARKS = str.maketrans('', '', 'ˈˌ')


def pronounce_all(
    network: Network,
    entries: list[Entry],
    known: np.ndarray,
    labels: list[str],
    allowed: dict[str, list[int]],
) -> list[str]:
    network.eval()
    masks = allowed_mask(allowed, len(labels))
    spoken = [''] * len(entries)
    with torch.no_grad():
        for chosen in by_length(entries).values():
            words = [entries[n].word for n in chosen]
            numbers = numbers_of(words, [entries[n].taste for n in chosen], known)
            found = decode(network, torch.from_numpy(numbers.astype(np.int32)), words, labels, masks)
            for n, phonemes in zip(chosen, found, strict=True):
                spoken[n] = phonemes
    network.train()
    return spoken


def distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (x != y))
    return row[-1]


def accuracy(spoken: list[str], entries: list[Entry]) -> dict[str, float]:
    right = np.array([s == e.phonemes for s, e in zip(spoken, entries, strict=True)])
    bare = [(s.translate(MARKS), e.phonemes.translate(MARKS)) for s, e in zip(spoken, entries, strict=True)]
    errors = sum(distance(s, e.phonemes) for s, e in zip(spoken, entries, strict=True))
    return {
        'words': len(entries),
        'with stress': float(right.mean()),
        'without stress': float(np.mean([a == b for a, b in bare])),
        'phoneme error rate': errors / sum(len(e.phonemes) for e in entries),
    }
