"""A peer without a server, driven by lines: a text in, the milliseconds and sizes of its audio out, as JSON."""

import json
import sys
import time
from collections.abc import Callable, Iterable

SAMPLE_RATE = 24_000


def serve(speak: Callable[[str, Callable[[object], None]], None]) -> None:
    """Answers until the input ends. `speak` hands each piece of audio (float samples) over as soon as it has it."""
    answers = sys.stdout
    sys.stdout = sys.stderr
    write(answers, {"ready": True})
    for line in sys.stdin:
        pieces: list[dict[str, float]] = []
        started_at = time.perf_counter()

        def heard(samples: object) -> None:
            at_ms = 1000 * (time.perf_counter() - started_at)
            pieces.append({"atMs": at_ms, "samples": len(samples), "lead": silence_before(samples)})

        speak(json.loads(line)["text"], heard)
        whole_ms = 1000 * (time.perf_counter() - started_at)
        write(answers, {"pieces": pieces, "wholeMs": whole_ms})


def silence_before(samples: Iterable[float]) -> int:
    """Samples before the first one that can be heard, above -50 dB of full scale."""
    count = 0
    for sample in samples:
        if abs(sample) > 0.00316:
            return count
        count += 1
    return count


def write(answers: object, value: object) -> None:
    answers.write(json.dumps(value) + "\n")
    answers.flush()
