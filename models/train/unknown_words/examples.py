"""Aligned words as arrays, grouped by length, so that no batch needs padding."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .entries import Entry
from .features import keys

RAREST_LABEL = 12
TIER_WEIGHT = {'gold': 1.0, 'silver': 0.7, 'bronze': 1.2}


@dataclass
class Group:
    """Words of one length."""

    numbers: np.ndarray  # [word, letter, template], uint16
    labels: np.ndarray  # [word, letter]
    weights: np.ndarray  # [word]


def label_table(aligned: list[list[str] | None]) -> list[str]:
    counts = Counter(piece for pieces in aligned if pieces for piece in pieces)
    return sorted(piece for piece, count in counts.items() if count >= RAREST_LABEL)


def allowed_labels(
    entries: list[Entry], aligned: list[list[str] | None], labels: list[str]
) -> dict[str, list[int]]:
    """Labels a letter speaks at least three times; the network's other scores are never looked at."""
    index = {label: n for n, label in enumerate(labels)}
    counts: dict[str, Counter] = defaultdict(Counter)
    for entry, pieces in zip(entries, aligned, strict=True):
        for letter, piece in zip(entry.word, pieces or [], strict=bool(pieces)):
            if piece in index:
                counts[letter][index[piece]] += 1
    return {letter: sorted(n for n, count in found.items() if count >= 3) for letter, found in counts.items()}


def by_length(entries: list[Entry]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for n, entry in enumerate(entries):
        found[len(entry.word)].append(n)
    return dict(sorted(found.items()))


def numbers_of(words: list[str], tastes: list[int], known: np.ndarray) -> np.ndarray:
    wanted = keys(words, tastes)
    index = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.where(known[index] == wanted, index + 1, 0).astype(np.uint16)


def frequent_keys(entries: list[Entry], count: int) -> np.ndarray:
    """The `count` commonest keys of all templates."""
    found = [
        keys([entries[n].word for n in chosen], [entries[n].taste for n in chosen]).reshape(-1)
        for chosen in by_length(entries).values()
    ]
    distinct, occurrences = np.unique(np.concatenate(found), return_counts=True)
    return np.unique(distinct[np.argsort(-occurrences, kind='stable')[:count]])


def groups(
    entries: list[Entry], aligned: list[list[str]], labels: list[str], known: np.ndarray
) -> list[Group]:
    index = {label: n for n, label in enumerate(labels)}
    made = []
    for chosen in by_length(entries).values():
        words = [entries[n].word for n in chosen]
        made.append(
            Group(
                numbers_of(words, [entries[n].taste for n in chosen], known),
                np.array([[index[piece] for piece in aligned[n]] for n in chosen], dtype=np.int64),
                np.array([TIER_WEIGHT[entries[n].tier] for n in chosen], dtype=np.float32),
            )
        )
    return made


def batches(all_groups: list[Group], letters: int, chance: random.Random) -> Iterator[Group]:
    """About `letters` letters a batch, all of one length, in random order."""
    plan = []
    for group in all_groups:
        order = np.random.default_rng(chance.randrange(2**32)).permutation(len(group.labels))
        size = max(16, letters // group.labels.shape[1])
        plan += [(group, order[begin : begin + size]) for begin in range(0, len(order), size)]
    chance.shuffle(plan)
    for group, chosen in plan:
        yield Group(group.numbers[chosen], group.labels[chosen], group.weights[chosen])
