"""Sentences by rule, for the teacher to tag: python -m corpus.made_up WORK_DIR DICTIONARY_DIR FIXTURE_DIR

Three kinds: the patterns of templates.txt; real sentences with some words exchanged for others of the same tag, so that
the student meets the whole dictionary; and real sentences as careless people type them.
"""

import pathlib
import random
import re
import sys
from collections.abc import Iterator

import numpy as np

from .sentences import fixture_keys, key
from .word_pools import OPEN_TAGS, WordPools

PATTERNS = 90_000
EXCHANGED = 110_000
CARELESS = 30_000
SLOT = re.compile(r'\[([A-Z]+)\]')
CHOICE = re.compile(r'\(([^()]*\|[^()]*)\)')
SPELLINGS = [('you', 'u'), ('are', 'r'), ('your', 'ur'), ("don't", 'dont'), ("can't", 'cant'), ('please', 'pls'),
             ('because', 'cuz'), ('people', 'ppl'), ('the', 'teh'), ('though', 'tho'), ('going to', 'gonna'),
             ('want to', 'wanna'), ("it's", 'its'), ('and', '&'), ('to', '2'), ('thanks', 'thx')]  # fmt: skip
ENDS = ['!!', '!!!', '...', '..', ' :)', ' ;)', '?!', ' lol', ' -', '', '', '', ' ...', ' !', '....']


def from_patterns(patterns: list[str], pools: WordPools, chance: random.Random) -> Iterator[str]:
    while True:
        text = chance.choice(patterns)
        while found := CHOICE.search(text):
            text = text[: found.start()] + chance.choice(found[1].split('|')) + text[found.end() :]
        text = SLOT.sub(lambda slot: pools.draw(slot[1]), text)
        text = re.sub(r' (?=[,.!?;:]( |$))', '', ' '.join(text.split()))
        yield text[:1].upper() + text[1:] if chance.random() < 0.85 else text


def exchanged(taught: list[pathlib.Path], pools: WordPools, chance: random.Random) -> Iterator[str]:
    """Each open-class word of a sentence is exchanged with chance 1/4."""
    parts = [dict(np.load(path, allow_pickle=True)) for path in taught]
    while True:
        part = chance.choice(parts)
        for n in chance.sample(range(len(part['starts']) - 1), 4000):
            text = ''
            for i in range(part['starts'][n], part['starts'][n + 1]):
                word = str(part['vocabulary'][part['words'][i]])
                tag = str(part['tag_names'][part['tags'][i, 0]])
                if tag in OPEN_TAGS and word.isalpha() and len(word) > 1 and chance.random() < 0.25:
                    drawn = pools.draw(tag)
                    word = drawn[:1].upper() + drawn[1:] if word[0].isupper() else drawn
                text += word + (' ' if part['blanks'][i] else '')
            yield text.strip()


def careless(taught: list[pathlib.Path], chance: random.Random, texts: Iterator[str]) -> Iterator[str]:
    for text in texts:
        text = text.lower() if chance.random() < 0.6 else text
        for proper, typed in chance.sample(SPELLINGS, 6):
            text = re.sub(rf'\b{proper}\b', typed, text)
        if chance.random() < 0.3:
            text = re.sub(r"(?<=\w)['’](?=[a-z])", '', text)
        yield text.rstrip('.!?') + chance.choice(ENDS)


def main(work: pathlib.Path, dictionaries: pathlib.Path, fixtures: pathlib.Path) -> None:
    chance = random.Random(4)
    taught = [path for path in sorted((work / 'taught').glob('*.npz')) if path.stem != 'made_up']
    pools = WordPools(taught, dictionaries / 'us_gold.json', chance)
    lines = (pathlib.Path(__file__).parent / 'templates.txt').read_text('utf-8').splitlines()
    patterns = [line for line in lines if line and not line.startswith('#')]
    prose = [path for path in taught if path.stem in ('novels', 'addresses_and_whale', 'wordnet')]
    sources = [
        (PATTERNS, from_patterns(patterns, pools, chance)),
        (EXCHANGED, exchanged(prose, pools, chance)),
        (CARELESS, careless(prose, chance, exchanged(prose, pools, chance))),
    ]
    excluded = fixture_keys(fixtures)
    with (work / 'text' / 'made_up.txt').open('w', encoding='utf-8') as file:
        for count, source in sources:
            for _, text in zip(range(count), source, strict=False):
                if len(text) >= 4 and key(text) not in excluded:
                    file.write(text + '\n')


if __name__ == '__main__':
    main(*(pathlib.Path(argument) for argument in sys.argv[1:4]))
