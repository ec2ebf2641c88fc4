"""Trains the tagger: python -m tagger.train WORK_DIR OUTPUT.pt [THREADS]

First with more features than the weight file has room for; then the rows that matter least are dropped and the rest is
trained on.
"""

import pathlib
import sys

import numpy as np
import torch

from .examples import Taught, frequent_keys, load, rows
from .student import Student, train

FIRST_FEATURES = 60_000
KEPT_FEATURES = 43_500
FIRST_EPOCHS, FIRST_PEAK = 3, 0.005
LAST_EPOCHS, LAST_PEAK = 1, 0.0015


def kept(student: Student, numbers: np.ndarray, count: int) -> np.ndarray:
    """Which features stay: those with long rows that are seen often."""
    uses = np.bincount(numbers.reshape(-1), minlength=len(student.rows.weight))[1:]
    lengths = student.rows.weight.detach().norm(dim=1).numpy()[1:]
    return np.sort(np.argsort(-lengths * np.sqrt(uses))[:count])


def without(student: Student, staying: np.ndarray, tags: int) -> Student:
    smaller = Student(len(staying), tags)
    state = student.state_dict()
    chosen = torch.from_numpy(np.concatenate([[0], staying + 1]))
    smaller.load_state_dict({**state, 'rows.weight': state['rows.weight'][chosen]})
    return smaller


def save(student: Student, known: np.ndarray, taught: Taught, target: pathlib.Path) -> None:
    torch.save({'student': student.state_dict(), 'known': known, 'tag_names': taught.tag_names}, target)


def main(work: pathlib.Path, target: pathlib.Path, threads: int) -> None:
    torch.manual_seed(1)
    torch.set_num_threads(threads)
    taught = load(sorted((work / 'taught').glob('*.npz')))
    known = frequent_keys(taught, FIRST_FEATURES)
    numbers = rows(taught, known)
    print(f'{len(taught.places)} tokens, {len(known)} features', flush=True)
    student = Student(len(known), len(taught.tag_names))
    train(student, numbers, taught.tags, taught.probabilities, FIRST_EPOCHS, FIRST_PEAK)
    staying = kept(student, numbers, KEPT_FEATURES)
    renumbered = np.zeros(len(known) + 1, dtype=np.uint16)
    renumbered[staying + 1] = np.arange(1, len(staying) + 1)
    smaller = without(student, staying, len(taught.tag_names))
    train(smaller, renumbered[numbers], taught.tags, taught.probabilities, LAST_EPOCHS, LAST_PEAK)
    save(smaller, known[staying], taught, target)


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 2)
