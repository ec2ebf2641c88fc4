"""Labels of whole words: the best of a few candidates, each with at most one primary stress.

The same steps as src/text/en/unknown-model.ts: `BEAM` candidates go from letter to letter; a candidate that has its
primary stress takes no second one; the winner has a stress if any candidate has.
"""

import torch

from .network import HIDDEN, Network

BEAM = 2
NEVER = -1e9


def allowed_mask(allowed: dict[str, list[int]], labels: int) -> dict[str, torch.Tensor]:
    masks = {}
    for letter, choices in allowed.items():
        masks[letter] = torch.full((labels,), NEVER)
        masks[letter][choices] = 0.0
    return masks


def decode(
    network: Network, numbers: torch.Tensor, words: list[str], labels: list[str], masks: dict
) -> list[str]:
    """Words of one length."""
    stressed = torch.tensor(['ˈ' in label for label in labels])
    count, length = len(words), len(words[0])
    read = network.read(numbers).repeat_interleave(BEAM, 0)
    state = torch.zeros(1, count * BEAM, HIDDEN)
    before = torch.zeros(count * BEAM, dtype=torch.long)
    has_stress = torch.zeros(count * BEAM, dtype=torch.bool)
    # All candidates of a word start alike: all but the first wait until there are choices to make.
    score = torch.tensor([0.0] + [NEVER] * (BEAM - 1)).repeat(count)
    chosen: list[torch.Tensor] = []
    parents: list[torch.Tensor] = []
    first = torch.arange(count)[:, None] * BEAM
    for letter in range(length):
        scores, state = network.step(read[:, letter], before, state)
        mask = torch.stack([masks[word[letter]] for word in words]).repeat_interleave(BEAM, 0)
        odds = torch.log_softmax(scores + mask, 1)
        odds = odds.masked_fill(has_stress[:, None] & stressed[None], NEVER)
        total = (score[:, None] + odds).reshape(count, -1)
        score, best = total.topk(BEAM, 1)
        parent = (first + best // len(labels)).flatten()
        before = (best % len(labels)).flatten()
        score = score.flatten()
        chosen.append(before)
        parents.append(parent)
        state = state[:, parent]
        has_stress = has_stress[parent] | stressed[before]
        before = before + 1
    unstressed = ~has_stress.reshape(count, BEAM)
    place = (score.reshape(count, BEAM) + unstressed * NEVER / 2).argmax(1) + first[:, 0]
    pieces: list[torch.Tensor] = []
    for step, parent in zip(reversed(chosen), reversed(parents), strict=True):
        pieces.append(step[place])
        place = parent[place]
    rows = torch.stack(pieces[::-1], 1).tolist()
    return [''.join(labels[n] for n in row) for row in rows]
