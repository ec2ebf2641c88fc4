"""Writes the training sentences, a file per source: python -m corpus.write WORK_DIR FIXTURE_DIR"""

import pathlib
import random
import sys
from collections import defaultdict

from .documents import all_paragraphs
from .sentences import fixture_keys, sentences


def fragment(sentence: str, chance: random.Random) -> str:
    """Now and then the sentence as careless writers, headings and transcripts have it."""
    draw = chance.random()
    if draw < 0.06 and len(sentence) < 100:
        return sentence.lower()
    if draw < 0.14:
        return sentence.rstrip('.;:,!?')
    if draw < 0.24 and ', ' in sentence:
        pieces = sentence.split(', ')
        cut = chance.randrange(1, len(pieces))
        return ', '.join(pieces[cut:]) if chance.random() < 0.6 else ', '.join(pieces[:cut]) + ','
    if draw < 0.26 and len(sentence) < 80:
        return sentence.upper()
    if draw < 0.28 and len(sentence) < 80:
        return sentence.title()
    return sentence


if __name__ == '__main__':
    work, fixtures = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    chance = random.Random(2)
    texts: dict[str, list[str]] = defaultdict(list)
    for source, sentence in sentences(all_paragraphs(work / 'unpacked'), fixture_keys(fixtures)):
        texts[source].append(fragment(sentence, chance))
    (work / 'text').mkdir(exist_ok=True)
    for source, lines in texts.items():
        chance.shuffle(lines)
        (work / 'text' / f'{source}.txt').write_text('\n'.join(lines) + '\n', 'utf-8')
        print(source, len(lines), 'sentences', sum(map(len, lines)), 'characters')
