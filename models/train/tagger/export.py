"""Writes the tagger's weights for the server: python -m tagger.export TRAINED.pt OUTPUT.bin FIXTURE_DIR

Prints the agreement of the rounded weights with the fixtures' tags.
"""

import pathlib
import sys

import numpy as np
import torch

from weights_file import columns_to_int8, write

from .measure import agreement, fixture_lines
from .student import Student


def rounded(student: Student) -> tuple[np.ndarray, np.ndarray]:
    """The rows as int8; `student` is given the rounded values back."""
    whole, scale = columns_to_int8(student.rows.weight.detach().numpy())
    student.rows.weight.data = torch.from_numpy(whole.astype(np.float32) * scale)
    return whole, scale


def export(trained: pathlib.Path, target: pathlib.Path, fixtures: pathlib.Path) -> None:
    saved = torch.load(trained, weights_only=False)
    student = Student(len(saved['known']), len(saved['tag_names']))
    student.load_state_dict(saved['student'])
    whole, scale = rounded(student)
    write(
        target,
        {'kind': 'tagger', 'tags': saved['tag_names']},
        {
            'keys': saved['known'].astype(np.uint32),
            'rows': whole[1:],
            'scale': scale,
            'bias': student.bias.detach().numpy(),
            'output': student.output.weight.detach().numpy().astype(np.float32),
            'outputBias': student.output.bias.detach().numpy().astype(np.float32),
        },
    )
    print(target.name, target.stat().st_size, 'bytes')
    for name in ('en-us', 'en-gb'):
        lines = fixture_lines(fixtures / f'{name}.jsonl')
        print(name, round(agreement(student, saved['known'], lines, saved['tag_names'], worst=12), 4))


if __name__ == '__main__':
    export(*(pathlib.Path(argument) for argument in sys.argv[1:4]))
