"""Metrics only: PESQ-WB and DNSMOS of raw 32-bit float waves at 24 kHz.

Reads one JSON object per line, {"wave": FILE, "reference": FILE or null}, and writes one per line:
{"overall": DNSMOS OVR, "p808": DNSMOS P.808, "pesq": PESQ-WB or null}. With --probe it only says what is missing.
"""

import json
import sys

SOURCE_RATE = 24_000
RATE = 16_000
LEVEL_DBFS = -26.0


def read(path):
    wave = soxr.resample(np.fromfile(path, dtype="<f4"), SOURCE_RATE, RATE)
    power = np.sqrt(np.mean(np.square(wave)) + 1e-12)
    return np.clip(wave * (10 ** (LEVEL_DBFS / 20) / power), -1.0, 1.0)


def judged(pair):
    wave = read(pair["wave"])
    opinion = dnsmos.run(wave, RATE)
    likeness = pesq(RATE, read(pair["reference"]), wave, "wb") if pair["reference"] else None
    return {"overall": float(opinion["ovrl_mos"]), "p808": float(opinion["p808_mos"]), "pesq": likeness}


try:
    import numpy as np
    import soxr
    from pesq import pesq
    from speechmos import dnsmos
except ImportError as missing:
    sys.exit(f"{missing}; pip install speechmos pesq onnxruntime tqdm soxr")

if "--probe" not in sys.argv:
    for line in sys.stdin:
        print(json.dumps(judged(json.loads(line))), flush=True)
