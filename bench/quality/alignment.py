"""Metrics only: when each word begins, by forced alignment with pocketsphinx and the acoustic model in its package.

Reads one JSON object per line, {"wave": FILE, "words": [WORD, ...]} (raw 32-bit float at 24 kHz, lower case), and
writes one list of seconds per line, or null where the words could not be aligned. --probe only says what is missing.
"""

import json
import sys

SOURCE_RATE = 24_000
RATE = 16_000
FRAMES_PER_SEC = 100


def run(decoder, pcm):
    decoder.start_utt()
    decoder.process_raw(pcm, full_utt=True)
    decoder.end_utt()


def starts(decoder, wave, words):
    samples = soxr.resample(np.fromfile(wave, dtype="<f4"), SOURCE_RATE, RATE)
    padding = np.zeros(RATE // 5)
    samples = np.concatenate([padding, samples, padding]) * 32767
    pcm = samples.astype("<i2").tobytes()
    try:
        decoder.set_align_text(" ".join(words))
        run(decoder, pcm)
        decoder.set_alignment()
        run(decoder, pcm)
        found = [entry for entry in decoder.get_alignment() if not entry.name.startswith("<")]
    except RuntimeError:
        return None
    if len(found) != len(words):
        return None
    return [entry.start / FRAMES_PER_SEC - 0.2 for entry in found]


try:
    import numpy as np
    import soxr
    from pocketsphinx import Decoder
except ImportError as missing:
    sys.exit(f"{missing}; pip install pocketsphinx soxr numpy")

if "--probe" not in sys.argv:
    aligner = Decoder(samprate=RATE, lm=None, loglevel="FATAL")
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(starts(aligner, order["wave"], order["words"])), flush=True)
