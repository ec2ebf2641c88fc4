"""weights.py IMPORTED VOICES DICTIONARIES OUT: the imported fp32 graph and the voices, as each peer wants to find them.

Run by the Python that has fastkokoro: it brings onnx, numpy and the vocabulary. Every file holds the same numbers.
"""

import json
import sys
from pathlib import Path

import numpy
import onnx
from fastkokoro.kokoro import DEFAULT_VOCAB

PAD = "$"
ROWS, STYLE = 510, 256


def read_voices(folder: Path) -> dict[str, numpy.ndarray]:
    """One pack of 510 style vectors a voice."""
    packs = sorted(folder.glob("*.bin"))
    return {pack.stem: numpy.fromfile(pack, numpy.float32).reshape(ROWS, 1, STYLE) for pack in packs}


def write_voices(voices: dict[str, numpy.ndarray], out: Path) -> None:
    """The archive of fastkokoro and kokoro-onnx, and the bare floats of sherpa-onnx, in the order of voices.txt."""
    numpy.savez(out / "voices.npz", **voices)
    numpy.concatenate(list(voices.values())).tofile(out / "voices.bin")
    (out / "voices.txt").write_text("\n".join(voices), encoding="utf-8")


def write_graphs(imported: Path, voices: list[str], out: Path) -> None:
    """One file with the weights inside: under the names of the v1.0 release, and under those kokoro-js asks for."""
    model = onnx.load(imported / "whole.onnx")
    facts = {
        "sample_rate": "24000",
        "version": "2",
        "n_speakers": str(len(voices)),
        "has_espeak": "1",
        "voice": "en-us",
        "style_dim": f"{ROWS},1,{STYLE}",
        "speaker_names": ",".join(voices),
    }
    onnx.helper.set_model_props(model, facts)
    onnx.save(model, out / "kokoro.onnx")
    names = {"tokens": "input_ids", "audio": "waveform"}  # onnx-community's export
    for value in [*model.graph.input, *model.graph.output]:
        value.name = names.get(value.name, value.name)
    for node in model.graph.node:
        node.input[:] = [names.get(name, name) for name in node.input]
        node.output[:] = [names.get(name, name) for name in node.output]
    (out / "kokoro-js" / "onnx").mkdir(parents=True, exist_ok=True)
    onnx.save(model, out / "kokoro-js" / "onnx" / "model.onnx")


def write_tokenizer(out: Path) -> None:
    """What kokoro-js reads beside the graph: symbols one by one, a pad on both sides, unknown ones left out."""
    known = "".join(symbol if symbol.isalnum() else f"\\u{ord(symbol):04x}" for symbol in DEFAULT_VOCAB)
    pad = {"SpecialToken": {"id": PAD, "type_id": 0}}
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Replace", "pattern": {"Regex": f"[^{known}]"}, "content": ""},
        "pre_tokenizer": {"type": "Split", "pattern": {"Regex": ""}, "behavior": "Isolated", "invert": False},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [pad, {"Sequence": {"id": "A", "type_id": 0}}, pad],
            "special_tokens": {PAD: {"id": PAD, "ids": [0], "tokens": [PAD]}},
        },
        "decoder": None,
        "model": {"vocab": {PAD: 0, **DEFAULT_VOCAB}},
    }
    settings = {"model_max_length": 512, "pad_token": PAD, "unk_token": PAD, "tokenizer_class": "PreTrainedTokenizer"}
    files = {"config": {"model_type": "style_text_to_speech_2"}, "tokenizer": tokenizer, "tokenizer_config": settings}
    for name, content in files.items():
        (out / "kokoro-js" / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")


def write_lexicon(dictionaries: Path, out: Path) -> None:
    """sherpa-onnx 2 speaks the words of a lexicon only: the same words and phonemes our front end starts from."""
    words: dict[str, str] = {}
    for name in ("us_silver", "us_gold"):
        entries = json.loads((dictionaries / f"{name}.json").read_text(encoding="utf-8"))
        for word, reading in entries.items():
            words[word.lower()] = reading if isinstance(reading, str) else reading["DEFAULT"]
    lines = (f"{word} {' '.join(phonemes)}\n" for word, phonemes in words.items())
    (out / "lexicon.txt").write_text("".join(lines), encoding="utf-8")
    tokens = (f"{symbol} {token}\n" for symbol, token in {PAD: 0, **DEFAULT_VOCAB}.items())
    (out / "tokens.txt").write_text("".join(tokens), encoding="utf-8")


if __name__ == "__main__":
    imported, voices_folder, dictionaries, out = map(Path, sys.argv[1:5])
    out.mkdir(parents=True, exist_ok=True)
    packs = read_voices(voices_folder)
    write_voices(packs, out)
    write_graphs(imported, list(packs), out)
    write_tokenizer(out)
    write_lexicon(dictionaries, out)
    (out / "done").touch()
