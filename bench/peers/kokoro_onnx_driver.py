"""kokoro_onnx_driver.py WEIGHTS VOICE: the package's stream, its defaults left as they are."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from kokoro_onnx import Kokoro
from line_driver import serve

weights, voice = Path(sys.argv[1]), sys.argv[2]
kokoro = Kokoro(str(weights / "kokoro.onnx"), str(weights / "voices.npz"))


async def stream(text: str, heard: Callable[[object], None]) -> None:
    async for samples, _ in kokoro.create_stream(text, voice=voice, lang="en-us"):
        heard(samples)


serve(lambda text, heard: asyncio.run(stream(text, heard)))
