"""Agreement with spaCy's tags on the fixtures (never trained on)."""

import json
import pathlib
from collections import Counter

import numpy as np
import torch

from .examples import Taught, rows
from .features import hash_rows
from .student import Student


def fixture_lines(path: pathlib.Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text('utf-8').splitlines()]


def as_taught(lines: list[dict], tag_names: list[str]) -> Taught:
    vocabulary: dict[str, int] = {}
    tokens = [(line['source'], *token) for line in lines for token in line['spacy']]
    words = np.array([vocabulary.setdefault(word, len(vocabulary)) for _, word, _, _ in tokens])
    blanks = np.array([bool(blank) for _, _, _, blank in tokens])
    starts = np.cumsum([0] + [len(line['spacy']) for line in lines])
    hashes, places = hash_rows(words, blanks, np.array(list(vocabulary), dtype=object), starts)
    tags = np.array([[tag_names.index(tag)] for _, _, tag, _ in tokens])
    return Taught(hashes, places, tags, np.full(tags.shape, 255), tag_names)


def agreement(
    student: Student, known: np.ndarray, lines: list[dict], tag_names: list[str], worst: int = 0
) -> float:
    taught = as_taught(lines, tag_names)
    with torch.no_grad():
        guesses = student(torch.from_numpy(rows(taught, known).astype(np.int32))).argmax(1).numpy()
    right = guesses == taught.tags[:, 0]
    if worst:
        sources = [line['source'] for line in lines for _ in line['spacy']]
        for source in dict.fromkeys(sources):
            print(f'  {source:16} {right[[s == source for s in sources]].mean():.4f}')
        confusions = Counter(
            (tag_names[t], tag_names[g])
            for t, g, ok in zip(taught.tags[:, 0], guesses, right, strict=True)
            if not ok
        )
        print('  spaCy → student', confusions.most_common(worst))
    return float(right.mean())
