"""Letters to labels. A GRU reads the word both ways; a second one writes it, knowing the label it wrote before.

A letter enters as the sum of its features' rows. The label before enters as rows added to the writer's gates, so that
the server needs a look-up and no product for it.
"""

import torch
from torch import nn

WIDTH = 96
HIDDEN = 96


class Network(nn.Module):
    def __init__(self, features: int, labels: int, dropout: float = 0.12) -> None:
        super().__init__()
        self.rows = nn.EmbeddingBag(features + 1, WIDTH, mode='sum', padding_idx=0)
        nn.init.normal_(self.rows.weight, std=0.08)
        self.bias = nn.Parameter(torch.zeros(WIDTH))
        self.reader = nn.GRU(WIDTH, HIDDEN, batch_first=True, bidirectional=True)
        #: Row 0: no label before, or one that training hides.
        self.before = nn.Embedding(labels + 1, HIDDEN)
        self.writer = nn.GRU(3 * HIDDEN, HIDDEN, batch_first=True)
        self.output = nn.Linear(3 * HIDDEN, labels)
        self.dropout = nn.Dropout(dropout)

    def read(self, numbers: torch.Tensor) -> torch.Tensor:
        """[word, letter, template] → [word, letter, 2 × HIDDEN]."""
        words, letters, templates = numbers.shape
        seen = self.rows(numbers.reshape(-1, templates)).reshape(words, letters, WIDTH)
        return self.dropout(self.reader(self.dropout(torch.relu(seen + self.bias)))[0])

    def forward(self, numbers: torch.Tensor, before: torch.Tensor) -> torch.Tensor:
        """Scores [word, letter, label], given 1 + the true label before each letter (0 for none)."""
        read = self.read(numbers)
        written, _ = self.writer(torch.cat([read, self.before(before)], 2))
        return self.output(torch.cat([read, self.dropout(written)], 2))

    def step(
        self, read: torch.Tensor, before: torch.Tensor, state: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """One letter: (scores [word, label], the writer's next state [1, word, HIDDEN])."""
        written, state = self.writer(torch.cat([read, self.before(before)], 1)[:, None], state)
        return self.output(torch.cat([read, written[:, 0]], 1)), state
