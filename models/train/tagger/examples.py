"""The taught texts as rows of feature numbers."""

import pathlib
from dataclasses import dataclass

import numpy as np

from .features import TEMPLATES, hash_rows, keys


@dataclass
class Taught:
    hashes: np.ndarray
    places: np.ndarray
    tags: np.ndarray
    probabilities: np.ndarray
    tag_names: list[str]


def load(paths: list[pathlib.Path]) -> Taught:
    parts = [np.load(path, allow_pickle=True) for path in paths]
    hashes, places, shift = [], [], 0
    for part in parts:
        rows, where = hash_rows(part['words'], part['blanks'], part['vocabulary'], part['starts'])
        hashes.append(rows)
        places.append(where + shift)
        shift += len(rows)
    return Taught(
        np.concatenate(hashes),
        np.concatenate(places),
        np.concatenate([part['tags'] for part in parts]),
        np.concatenate([part['probabilities'] for part in parts]),
        [str(name) for name in parts[0]['tag_names']],
    )


def frequent_keys(taught: Taught, count: int) -> np.ndarray:
    """The `count` commonest keys; pairs must be commoner than single hashes to be worth their place."""
    found, counts = [], []
    for template, places in enumerate(TEMPLATES):
        distinct, occurrences = np.unique(keys(taught.hashes, taught.places, template), return_counts=True)
        often = occurrences >= 6
        found.append(distinct[often])
        counts.append(
            occurrences[often] * (1.0 if len(places) == 1 else 0.5) * (2.0 if places[0][0] == 0 else 1.0)
        )
    ranking = np.argsort(-np.concatenate(counts), kind='stable')[:count]
    return np.unique(np.concatenate(found)[ranking])


def rows(taught: Taught, known: np.ndarray) -> np.ndarray:
    """Feature numbers per token and template: 1 + index into the sorted `known`, 0 for an unknown key."""
    numbers = np.zeros((len(taught.places), len(TEMPLATES)), dtype=np.uint16)
    for template in range(len(TEMPLATES)):
        wanted = keys(taught.hashes, taught.places, template)
        index = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        numbers[:, template] = np.where(known[index] == wanted, index + 1, 0)
    return numbers
