import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { loadTagger } from '../../src/text/en/tagger.js';

const tagger = loadTagger();
const fixtures = new URL('../../../shared/fixtures/g2p/', import.meta.url);
const testWithFixtures = existsSync(fixtures) ? test : test.skip;

/** Tags of a text whose words are parted by single blanks. */
function tags(text: string): string {
  const words = text.split(' ');
  return tagger
    .tag(
      words,
      words.map((_, i) => i < words.length - 1),
    )
    .join(' ');
}

interface FixtureLine {
  readonly spacy: readonly (readonly [string, string, 0 | 1])[];
}

/** Share of the fixture's tokens on which we and spaCy agree. */
function agreement(name: string): number {
  let right = 0;
  let total = 0;
  for (const line of readFileSync(new URL(name, fixtures), 'utf8').trimEnd().split('\n')) {
    // The fixture's form is documented beside it.
    const { spacy } = JSON.parse(line) as FixtureLine;
    const guesses = tagger.tag(
      spacy.map(([word]) => word),
      spacy.map(([, , blank]) => blank === 1),
    );
    right += spacy.filter(([, tag], i) => tag === guesses[i]).length;
    total += spacy.length;
  }
  return right / total;
}

testWithFixtures('agrees with spaCy on at least 97 % of the American tokens', () => {
  expect(agreement('en-us.jsonl')).toBeGreaterThanOrEqual(0.97);
});

testWithFixtures('agrees with spaCy on at least 97 % of the British tokens', () => {
  expect(agreement('en-gb.jsonl')).toBeGreaterThanOrEqual(0.97);
});

test('tells verb forms apart', () => {
  expect(tags('She has read the book .')).toBe('PRP VBZ VBN DT NN .');
  expect(tags('They wound the clock every night .')).toMatch(/^PRP VB[DP] DT NN DT NN \.$/);
});

test('tags signs, brackets and pairs of quotation marks by rule', () => {
  expect(
    tagger.tag(
      ['"', 'Yes', '"', '(', '£', '5', ')', '…'],
      [false, false, true, false, false, false, true, false],
    ),
  ).toEqual(['``', 'UH', "''", '-LRB-', '$', 'CD', '-RRB-', ':']);
});

test('takes any words, also none', () => {
  expect(tagger.tag([], [])).toEqual([]);
  expect(tagger.tag(['', '\u{1F600}', 'a'.repeat(100_000)], [true, true, false])).toHaveLength(3);
});
