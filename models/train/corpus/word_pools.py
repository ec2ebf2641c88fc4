"""Words by Penn tag, and made-up names, amounts, dates and addresses, for sentences written by rule."""

import json
import pathlib
import random
import re
from collections import defaultdict

import numpy as np

OPEN_TAGS = (
    'NN',
    'NNS',
    'JJ',
    'JJR',
    'JJS',
    'RB',
    'RBR',
    'VB',
    'VBD',
    'VBG',
    'VBN',
    'VBP',
    'VBZ',
    'UH',
    'NNP',
)
MONTHS = 'January February March April May June July August September October November December Jan. Feb. Sept.'.split()
DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday today yesterday tomorrow'.split()
FIRM_ENDS = [
    'Inc.',
    'Corp.',
    'Group',
    'University',
    'Bank',
    'Ltd.',
    'Party',
    'Company',
    'Times',
    'Council',
    'FC',
    '',
]
PLACE_STARTS = ['New', 'North', 'South', 'Lake', 'Mount', 'San', 'Fort', 'West', '', '', '', '', '', '', '']


class WordPools:
    """`taught` are the teacher's outputs: a word may stand where the teacher gave it the tag at least twice."""

    def __init__(self, taught: list[pathlib.Path], gold: pathlib.Path, chance: random.Random) -> None:
        self.chance = chance
        counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for path in taught:
            part = dict(np.load(path, allow_pickle=True))
            names, vocabulary = part['tag_names'], part['vocabulary']
            pairs, numbers = np.unique(part['words'] * 64 + part['tags'][:, 0], return_counts=True)
            for pair, number in zip(pairs, numbers, strict=True):
                word, tag = str(vocabulary[pair // 64]), str(names[pair % 64])
                if tag in OPEN_TAGS and re.fullmatch(r"[A-Za-z][A-Za-z'-]*", word):
                    counts[tag][word if tag == 'NNP' else word.lower()] += int(number)
        self.words = {tag: sorted(w for w, n in found.items() if n >= 2) for tag, found in counts.items()}
        self.words['UH'] = sorted(w for w, n in counts['UH'].items() if n >= 5)
        keys = [key for key in json.loads(gold.read_text('utf-8')) if re.fullmatch(r'[A-Za-z]+', key)]
        self.names = [key for key in keys if re.fullmatch('[A-Z][a-z]{2,}', key)]
        self.words['NNP'] = [w for w in self.words['NNP'] if w[0].isupper()] + self.names
        self._add_dictionary([key for key in keys if key.islower() and len(key) > 3])

    def _add_dictionary(self, words: list[str]) -> None:
        """Dictionary words the text lacks, by ending: the teacher corrects what the guess gets wrong."""
        seen = {word for found in self.words.values() for word in found}
        endings = {'ing': 'VBG', 'ed': 'VBN', 'ly': 'RB', 's': 'NNS', 'ize': 'VB', 'ify': 'VB'}
        endings |= dict.fromkeys(('ous', 'al', 'ic', 'ive', 'able', 'ful', 'less', 'y', 'ish'), 'JJ')
        for word in words:
            if word not in seen:
                fitting = [tag for ending, tag in endings.items() if word.endswith(ending)]
                self.words[fitting[-1] if fitting else 'NN'].append(word)

    def draw(self, slot: str) -> str:
        made = getattr(self, f'_{slot.lower()}', None)
        return made() if made else self.chance.choice(self.words.get(slot) or [slot])

    def _name(self) -> str:
        names = [self.chance.choice(self.names) for _ in range(self.chance.choice((1, 1, 2, 2, 3)))]
        if self.chance.random() < 0.1:
            names.insert(1, f'{self.chance.choice("ABCDEFGHJKLMNPRSTW")}.')
        return ' '.join(names)

    def _place(self) -> str:
        return f'{self.chance.choice(PLACE_STARTS)} {self.chance.choice(self.names)}'.strip()

    def _firm(self) -> str:
        if self.chance.random() < 0.3:
            return ''.join(
                self.chance.choice('ABCDEFGHILMNOPRSTUW') for _ in range(self.chance.choice((2, 3, 3, 4)))
            )
        return f'{self.chance.choice(self.names)} {self.chance.choice(FIRM_ENDS)}'.strip()

    def _num(self) -> str:
        number = int(10 ** self.chance.uniform(0, 5))
        words = [
            'one',
            'two',
            'three',
            'five',
            'seven',
            'ten',
            'twelve',
            'twenty-three',
            'forty',
            'two hundred',
            'a million',
        ]
        return self.chance.choice(
            [str(number), f'{number:,}', f'{number / 10:.1f}', self.chance.choice(words)]
        )

    def _money(self) -> str:
        unit = self.chance.choice(['', '', ' million', ' billion', 'k', 'm'])
        amount = self._num() if unit else self.chance.randrange(1, 9000)
        return f'{self.chance.choice(["$", "$", "£", "€", "US$"])}{amount}{unit}'

    def _date(self) -> str:
        month, day, year = (
            self.chance.choice(MONTHS),
            self.chance.randrange(1, 31),
            self.chance.randrange(1650, 2030),
        )
        slashed = f'{day}/{self.chance.randrange(1, 12)}/{year % 100:02}'
        forms = [f'{month} {day}', f'{month} {day}, {year}', f'{day} {month} {year}', f'{year}']
        forms += [f'{month} {year}', self.chance.choice(DAYS), slashed, f'the {year // 10}0s']
        return self.chance.choice(forms)

    def _time(self) -> str:
        hour, minute = self.chance.randrange(1, 12), self.chance.randrange(60)
        return self.chance.choice(
            [f'{hour}:{minute:02}', f'{hour} p.m.', f'{hour}:{minute:02} AM', f'{hour}pm', f"{hour} o'clock"]
        )

    def _url(self) -> str:
        words = [self.chance.choice(self.words['NN']) for _ in range(3)]
        return self.chance.choice(
            [
                f'http://www.{words[0]}.com/{words[1]}/{words[2]}.html',
                f'www.{words[0]}.org',
                f'{words[0]}.com',
            ]
        )

    def _mail(self) -> str:
        first, last = (self.chance.choice(self.names).lower() for _ in range(2))
        return f'{first}.{last}@{self.chance.choice(self.words["NN"])}.com'
