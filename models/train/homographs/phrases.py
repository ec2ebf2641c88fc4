"""Sentences for the words of senses*.txt, written by rule around the contexts given there."""

import pathlib
import random
import re
from dataclasses import dataclass, field

from corpus.sentences import key

CHOICE = re.compile(r'\(([^()]*)\)')


@dataclass
class Reading:
    us: str
    gb: str
    capitals: float
    share: float
    contexts: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)


def reading_of(us: str, gb: str, capitals: str, share: str) -> Reading:
    return Reading(us, gb, float(capitals), float(share))


def read_senses(folder: pathlib.Path) -> dict[str, list[Reading]]:
    senses: dict[str, list[Reading]] = {}
    for path in sorted(folder.glob('senses*.txt')):
        for line in path.read_text('utf-8').splitlines():
            if line.startswith('= '):
                readings = senses.setdefault(line[2:], [])
            elif line.startswith('@ '):
                readings.append(reading_of(*line[2:].split()))
            elif line.startswith(': '):
                readings[-1].topics += line[2:].split()
            elif '*' in line:
                readings[-1].contexts.append(line)
    return senses


def expand(pattern: str, chance: random.Random) -> str:
    while found := CHOICE.search(pattern):
        pattern = pattern[: found.start()] + chance.choice(found[1].split('|')) + pattern[found.end() :]
    return pattern


def sentences(
    word: str, reading: Reading, fillers: list[str], excluded: set[str], count: int, chance: random.Random
) -> list[tuple[str, int]]:
    """`count` sentences, each with the place of the word. Half of them hold words of the topic; `fillers` are pieces of
    other texts, the same for every reading, so that what stands around a context by accident counts for nothing. No
    context is a sentence of `excluded`.
    """
    made: list[tuple[str, int]] = []
    while len(made) < count:
        before, star, after = expand(chance.choice(reading.contexts), chance).partition('*')
        if not star or key(f'{before} {word} {after}'.replace('*', word)) in excluded:
            continue
        if reading.topics and chance.random() < 0.6:
            topics = chance.sample(reading.topics, min(len(reading.topics), chance.choice((1, 1, 2, 3))))
            said = ' '.join(
                f'{chance.choice(("the", "of", "and", "in", "with", "a"))} {topic}' for topic in topics
            )
            before, after = (
                (f'{said} {before}', after) if chance.random() < 0.5 else (before, f'{after} {said}')
            )
        if chance.random() < 0.6:
            before = f'{chance.choice(fillers)} {before}'
        if chance.random() < 0.6:
            after = f'{after} {chance.choice(fillers)}'
        before, after = (' '.join(part.replace('*', word).split()) for part in (before, after))
        cased = word.capitalize() if chance.random() < reading.capitals else word
        start = len(before) + 1 if before else 0
        if not before and chance.random() < 0.5:
            cased = cased.capitalize()
        made.append((f'{before} {cased} {after}'.strip(), start))
    return made
