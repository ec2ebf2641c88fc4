"""Writes the unknown-word model for the server: python -m unknown_words.export TRAINED.pt OUTPUT.bin [PARITY.json]

With a third path: also what the rounded model says of 200 made-up words, for the parity test of the server's code.
"""

import json
import pathlib
import random
import sys

import numpy as np
import torch

from weights_file import columns_to_int8, write

from .entries import Entry
from .features import ASKED, unasked_keys
from .measure import pronounce_all
from .network import HIDDEN, Network

ONSETS = """b bl br c ch cl cr d dr f fl fr g gh gl gr h j k kn l m n p ph pl qu r s sc sch sh sl sm st str t
    th tr v w wr x y z '""".split()
NUCLEI = 'a e i o u y ai au ea ee ei ia ie io oa oo ou ow ue ay ey oy eau'.split()
CODAS = """b ck d f g gh k l ll m n nd ng nt p r rd rk s ss sh st t tch th tion x z e es ed er ing ly man son
    ville 's""".split()


def gates(gru: torch.nn.GRU, suffix: str, name: str, columns: slice = slice(None)) -> dict[str, np.ndarray]:
    kinds = {'Input': 'weight_ih', 'InputBias': 'bias_ih', 'State': 'weight_hh', 'StateBias': 'bias_hh'}
    part = {
        f'{name}{what}': getattr(gru, f'{kind}_l0{suffix}').detach().numpy() for what, kind in kinds.items()
    }
    part[f'{name}Input'] = part[f'{name}Input'][:, columns]
    return part


def made_up_words(count: int) -> list[str]:
    chance = random.Random(6)
    words = set()
    while len(words) < count:
        syllables = [
            chance.choice(ONSETS) + chance.choice(NUCLEI) + chance.choice([*CODAS, '', ''])
            for _ in range(chance.randrange(1, 5))
        ]
        words.add(''.join(syllables)[:24].lstrip("'"))
    return sorted(words)


def export(trained: pathlib.Path, target: pathlib.Path, parity: pathlib.Path | None) -> None:
    saved = torch.load(trained, weights_only=False)
    network = Network(len(saved['known']), len(saved['labels']))
    network.load_state_dict(saved['network'])
    whole, scale = columns_to_int8(network.rows.weight.detach().numpy())
    network.rows.weight.data = torch.from_numpy(whole.astype(np.float32) * scale)
    label_rows = network.before.weight.detach().numpy()
    asked = ~np.isin(saved['known'], unasked_keys())
    arrays = {
        'keys': saved['known'][asked].astype(np.uint32),
        'rows': whole[1:][asked],
        'scale': scale,
        'bias': network.bias.detach().numpy(),
        **gates(network.reader, '', 'forward'),
        **gates(network.reader, '_reverse', 'backward'),
        **gates(network.writer, '', 'writer', slice(0, 2 * HIDDEN)),
        'labelGates': label_rows @ network.writer.weight_ih_l0.detach().numpy()[:, 2 * HIDDEN :].T,
        'output': network.output.weight.detach().numpy(),
        'outputBias': network.output.bias.detach().numpy(),
    }
    write(target, {'kind': 'unknown-words', 'labels': saved['labels'], 'allowed': saved['allowed']}, arrays)
    print(f'{target.name}: {target.stat().st_size} bytes')
    if parity:
        words = made_up_words(200)
        answers = {}
        for variant in ('us', 'gb'):
            entries = [Entry(word, '', variant, ASKED[variant]) for word in words]
            answers[variant] = pronounce_all(
                network, entries, saved['known'], saved['labels'], saved['allowed']
            )
        rows = [list(row) for row in zip(words, answers['us'], answers['gb'], strict=True)]
        parity.write_text(
            '[\n' + ',\n'.join(f'  {json.dumps(row, ensure_ascii=False)}' for row in rows) + '\n]\n', 'utf-8'
        )


if __name__ == '__main__':
    paths = [pathlib.Path(argument) for argument in sys.argv[1:4]]
    export(paths[0], paths[1], paths[2] if len(paths) > 2 else None)
