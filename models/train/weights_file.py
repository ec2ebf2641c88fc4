"""The container of all our weight files, read by src/text/en/weights-file.ts.

8 bytes `KNWEIGHT`, the header's length (uint32, little endian), the header (JSON, padded with blanks), then the arrays,
each at a multiple of 4 bytes counted from the end of the header.
"""

import json
import pathlib
import struct

import numpy as np

TYPES = {'int8': 'int8', 'uint8': 'uint8', 'uint16': '<u2', 'uint32': '<u4', 'int32': '<i4', 'float32': '<f4'}


def write(path: pathlib.Path, facts: dict, arrays: dict[str, np.ndarray]) -> None:
    body = b''
    described = {}
    for name, array in arrays.items():
        kind = str(array.dtype)
        body += b'\0' * (-len(body) % 4)
        described[name] = {'type': kind, 'shape': list(array.shape), 'offset': len(body)}
        body += np.ascontiguousarray(array).astype(TYPES[kind]).tobytes()
    header = json.dumps({**facts, 'arrays': described}, ensure_ascii=False, separators=(',', ':')).encode()
    header += b' ' * (-(len(header) + 12) % 4)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b'KNWEIGHT' + struct.pack('<I', len(header)) + header + body)


def columns_to_int8(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(whole numbers, size of one step per column)."""
    scale = np.abs(matrix).max(0) / 127
    scale[scale == 0] = 1
    return np.round(matrix / scale).astype(np.int8), scale.astype(np.float32)
