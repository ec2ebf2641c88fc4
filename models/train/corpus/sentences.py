"""Paragraphs to sentences, cleaned, without those of the test fixtures."""

import json
import pathlib
import random
import re
from collections.abc import Iterable, Iterator

# Share of each source's sentences that is used: the manuals and the Bible would otherwise drown the rest.
SHARES = {
    'novels': 0.9, 'addresses_and_whale': 0.8, 'bible': 0.35, 'dictionaries': 0.9, 'wordnet': 0.9, 'html_pages': 0.45,
}  # fmt: skip
SENTENCE_END = re.compile(r'(?<=[.!?])(["\')”’]*)\s+(?=["\'(“‘]?[A-Z])')
ABBREVIATED = re.compile(
    r'\b(?:Mr|Mrs|Ms|Dr|St|No|vs|Gen|Gov|Sen|Rep|Col|Capt|Lt|Jr|Sr|Prof|[A-Z]|e\.g|i\.e)\.$'
)
WORD = re.compile(r'[a-z0-9]+')


def key(text: str) -> str:
    """What two sentences share when they are equal but for case, punctuation and blanks."""
    return ''.join(WORD.findall(text.lower()))


def fixture_keys(folder: pathlib.Path) -> set[str]:
    """Keys of every sentence of the fixtures: nothing is trained on these."""
    keys = set()
    for name in ('en-us', 'en-gb', 'heteronyms', 'normalise', 'sentences'):
        path = folder / f'{name}.jsonl'
        for line in path.read_text('utf-8').splitlines():
            entry = json.loads(line)
            for text in (entry['text'], *split(entry['text']), *entry.get('sentences', [])):
                keys.add(key(text))
    return keys


def split(paragraph: str) -> list[str]:
    pieces: list[str] = []
    for piece in SENTENCE_END.sub(r'\1\n', paragraph).split('\n'):
        if pieces and ABBREVIATED.search(pieces[-1]):
            pieces[-1] += ' ' + piece
        else:
            pieces.append(piece)
    return pieces


def sentences(
    paragraphs: Iterable[tuple[str, str]], excluded: set[str], seed: int = 1
) -> Iterator[tuple[str, str]]:
    """(source, sentence) without repetitions; a share of each source, drawn reproducibly."""
    chance = random.Random(seed)
    seen = set(excluded)
    for source, paragraph in paragraphs:
        for sentence in split(paragraph.replace('{', '').replace('}', '').replace('_', ' ')):
            sentence = ' '.join(sentence.split())
            identity = key(sentence)
            if not 8 <= len(sentence) <= 400 or identity in seen or chance.random() > SHARES[source]:
                continue
            seen.add(identity)
            yield source, sentence
