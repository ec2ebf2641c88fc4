"""Softmax regression over hashed features."""

import numpy as np
import torch


def numbered(rows: list[np.ndarray] | np.ndarray, least: int) -> tuple[np.ndarray, np.ndarray]:
    """(known keys, row numbers padded with 0): keys seen fewer than `least` times are dropped."""
    distinct, counts = np.unique(np.concatenate(rows), return_counts=True)
    known = distinct[counts >= least]
    width = max(len(row) for row in rows)
    numbers = np.zeros((len(rows), width), dtype=np.int32)
    for n, row in enumerate(rows):
        index = np.minimum(np.searchsorted(known, row), len(known) - 1)
        numbers[n, : len(row)] = np.where(known[index] == row, index + 1, 0)
    return known, numbers


def fit(
    numbers: np.ndarray,
    labels: np.ndarray,
    features: int,
    classes: int,
    epochs: int,
    decay: float,
    step: float = 0.02,
) -> tuple[np.ndarray, np.ndarray]:
    """(weights [feature, class], bias [class]) by Adam on the cross entropy."""
    torch.manual_seed(1)
    table = torch.nn.EmbeddingBag(features + 1, classes, mode='sum', padding_idx=0)
    torch.nn.init.zeros_(table.weight)
    bias = torch.nn.Parameter(torch.zeros(classes))
    optimizer = torch.optim.Adam([table.weight, bias], lr=step)
    generator = np.random.default_rng(1)
    batch = 512 if len(numbers) < 50_000 else 4096
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group['lr'] = step * (1 - epoch / epochs)
        order = generator.permutation(len(numbers))
        for begin in range(0, len(order), batch):
            chosen = order[begin : begin + batch]
            scores = table(torch.from_numpy(numbers[chosen])) + bias
            loss = torch.nn.functional.cross_entropy(scores, torch.from_numpy(labels[chosen]))
            loss = loss + decay * table.weight.square().sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return table.weight.detach().numpy()[1:], bias.detach().numpy()


def strongest(known: np.ndarray, weights: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """The `count` features whose classes differ most."""
    spread = weights.max(1) - weights.min(1)
    chosen = np.sort(np.argsort(-spread, kind='stable')[:count])
    return known[chosen], weights[chosen]
