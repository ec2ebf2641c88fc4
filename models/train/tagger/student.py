"""The student network: the rows of a token's features are added up, one hidden layer, one score per tag."""

import numpy as np
import torch
from torch import nn

HIDDEN = 64


class Student(nn.Module):
    def __init__(self, features: int, tags: int) -> None:
        super().__init__()
        self.rows = nn.EmbeddingBag(features + 1, HIDDEN, mode='sum', padding_idx=0)
        nn.init.normal_(self.rows.weight, std=0.05)
        self.bias = nn.Parameter(torch.zeros(HIDDEN))
        self.output = nn.Linear(HIDDEN, tags)

    def forward(self, numbers: torch.Tensor) -> torch.Tensor:
        return self.output(torch.relu(self.rows(numbers) + self.bias))


def soft_loss(scores: torch.Tensor, tags: torch.Tensor, probabilities: torch.Tensor) -> torch.Tensor:
    """Cross entropy against the teacher's likeliest tags."""
    shares = probabilities / probabilities.sum(1, keepdim=True)
    log_odds = torch.log_softmax(scores, 1).gather(1, tags)
    return -(shares * log_odds).sum(1).mean()


def train(
    student: Student,
    numbers: np.ndarray,
    tags: np.ndarray,
    probabilities: np.ndarray,
    epochs: int,
    peak: float,
    batch: int = 8192,
) -> None:
    """Adam with a short rise and a linear fall of the step."""
    optimizer = torch.optim.Adam(student.parameters(), lr=peak, betas=(0.9, 0.98))
    steps = epochs * (len(numbers) // batch)
    shape = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min((n + 1) / 200, (steps - n) / steps))
    generator = np.random.default_rng(3)
    for epoch in range(epochs):
        order = generator.permutation(len(numbers))
        total = 0.0
        for begin in range(0, len(order) - batch + 1, batch):
            chosen = order[begin : begin + batch]
            scores = student(torch.from_numpy(numbers[chosen].astype(np.int32)))
            loss = soft_loss(
                scores,
                torch.from_numpy(tags[chosen].astype(np.int64)),
                torch.from_numpy(probabilities[chosen].astype(np.float32)),
            )
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            shape.step()
            total += loss.item()
        print(f'epoch {epoch + 1}: loss {total * batch / len(order):.4f}', flush=True)
