"""Trains the unknown-word model.

python -m unknown_words.train DICTIONARY_DIR CMU_INDEX_JS OUTPUT.pt [EPOCHS [THREADS]]
"""

import pathlib
import random
import sys
import time

import numpy as np
import torch

from .align import align
from .entries import is_held_out, read_entries
from .examples import allowed_labels, batches, frequent_keys, groups, label_table
from .measure import accuracy, pronounce_all
from .network import Network

FEATURES = 20_000
PEAK = 0.003
LETTERS_A_BATCH = 4096
HIDDEN_LABELS = 0.1


def main(
    dictionaries: pathlib.Path, cmu: pathlib.Path, target: pathlib.Path, epochs: int, threads: int
) -> None:
    torch.manual_seed(1)
    torch.set_num_threads(threads)
    chance = random.Random(1)
    entries = read_entries(dictionaries, cmu)
    held_out = [entry for entry in entries if is_held_out(entry.word)]
    learned = [entry for entry in entries if not is_held_out(entry.word)]
    aligned = align(learned)
    labels = label_table(aligned)
    index = set(labels)
    kept = [n for n, pieces in enumerate(aligned) if pieces and index.issuperset(pieces)]
    learned, aligned = [learned[n] for n in kept], [aligned[n] for n in kept]
    allowed = allowed_labels(learned, aligned, labels)
    known = frequent_keys(learned, FEATURES)
    examples = groups(learned, aligned, labels, known)
    network = Network(len(known), len(labels))
    steps = epochs * sum(1 for _ in batches(examples, LETTERS_A_BATCH, random.Random(0)))
    print(
        f'{len(learned)} words, {len(labels)} labels, {sum(p.numel() for p in network.parameters())} weights',
        flush=True,
    )
    optimizer = torch.optim.Adam(network.parameters(), lr=PEAK, betas=(0.9, 0.99))
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / 300, max(0.0, (steps - n) / steps))
    )
    begun = time.monotonic()
    for epoch in range(epochs):
        total, count = 0.0, 0
        for batch in batches(examples, LETTERS_A_BATCH, chance):
            scores = network(torch.from_numpy(batch.numbers.astype(np.int32)), labels_before(batch.labels))
            loss = torch.nn.functional.cross_entropy(
                scores.flatten(0, 1), torch.from_numpy(batch.labels).flatten(), reduction='none'
            )
            weights = torch.from_numpy(batch.weights).repeat_interleave(batch.labels.shape[1])
            loss = (loss * weights).sum() / weights.sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            pace.step()
            total, count = total + loss.item(), count + 1
        print(f'epoch {epoch + 1}: loss {total / count:.4f}, {time.monotonic() - begun:.0f} s', flush=True)
        facts = {'labels': labels, 'known': known, 'allowed': allowed}
        torch.save({'network': network.state_dict(), **facts}, target)
        if epoch % 3 == 2 or epoch == epochs - 1:
            report(network, held_out, known, labels, allowed)


def labels_before(true: np.ndarray) -> torch.Tensor:
    """1 + the label before each letter; a tenth is hidden, so that the writer does not lean on it alone."""
    before = np.pad(true[:, :-1] + 1, ((0, 0), (1, 0)))
    before[np.random.default_rng(int(true.sum())).random(before.shape) < HIDDEN_LABELS] = 0
    return torch.from_numpy(before)


def report(network, held_out, known, labels, allowed) -> None:
    for variant, tier in (
        ('us', 'gold'),
        ('us', 'bronze'),
        ('us', 'silver'),
        ('gb', 'gold'),
        ('gb', 'silver'),
    ):
        part = [entry for entry in held_out if (entry.variant, entry.tier) == (variant, tier)]
        measured = accuracy(pronounce_all(network, part, known, labels, allowed), part)
        print(f'  {variant} {tier}', {name: round(value, 4) for name, value in measured.items()}, flush=True)


if __name__ == '__main__':
    folder, cmu_index, output = (pathlib.Path(argument) for argument in sys.argv[1:4])
    numbers = [int(argument) for argument in sys.argv[4:]]
    main(folder, cmu_index, output, *(numbers + [12, 1][len(numbers) :]))
