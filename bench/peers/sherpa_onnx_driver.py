"""sherpa_onnx_driver.py WEIGHTS VOICE: sentence by sentence through its callback, a thread a core."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import sherpa_onnx
from line_driver import serve

weights, voice = Path(sys.argv[1]), sys.argv[2]
kokoro = sherpa_onnx.OfflineTtsKokoroModelConfig(
    model=str(weights / "kokoro.onnx"),
    voices=str(weights / "voices.bin"),
    tokens=str(weights / "tokens.txt"),
    lexicon=str(weights / "lexicon.txt"),
)
threads = len(os.sched_getaffinity(0))
model = sherpa_onnx.OfflineTtsModelConfig(kokoro=kokoro, num_threads=threads)
tts = sherpa_onnx.OfflineTts(sherpa_onnx.OfflineTtsConfig(model=model, max_num_sentences=1))
speaker = (weights / "voices.txt").read_text(encoding="utf-8").split().index(voice)


def speak(text: str, heard: Callable[[object], None]) -> None:
    def piece(samples: object, _progress: float) -> int:
        heard(samples)
        return 1

    tts.generate(text, sid=speaker, speed=1.0, callback=piece)


serve(speak)
