import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { loadHomographs } from '../../src/text/en/homographs.js';
import { loadTagger } from '../../src/text/en/tagger.js';
import { tokenize } from '../../src/text/en/tokenizer.js';

const tagger = loadTagger();
const american = loadHomographs('us');
const british = loadHomographs('gb');

/** The reading of the first word spelled so in a sentence; undefined where the choice is left to the tag. */
function reading(sentence: string, spelling: string, chooser = american): string | undefined {
  const tokens = tokenize(sentence);
  const words = tokens.map(({ text }) => text);
  const tags = tagger.tag(
    words,
    tokens.map(({ whitespace }) => whitespace === ' '),
  );
  return chooser.choose(words, tags, words.indexOf(spelling));
}

test('tells meanings of one part of speech apart', () => {
  expect(reading('Old houses still have lead pipes under the floor.', 'lead')).toBe('lˈɛd');
  expect(reading('She took the lead in the second half of the race.', 'lead')).toBe('lˈid');
  expect(reading('He plays bass in a jazz band.', 'bass')).toBe('bˈAs');
  expect(reading('We caught three bass in the lake.', 'bass')).toBe('bˈæs');
  expect(reading('Waves broke over the bow of the ship.', 'bow')).toBe('bˈW');
  expect(reading('He drew his bow and shot an arrow.', 'bow')).toBe('bˈO');
});

test('has both variants of English', () => {
  expect(reading('A furious row broke out over the money.', 'row', british)).toBe('ɹˈW');
  expect(reading('We sat in the front row of the theatre.', 'row', british)).toBe('ɹˈQ');
});

test('tells names from words', () => {
  expect(reading('The train from London to Reading was late.', 'Reading')).toBe('ɹˈɛdɪŋ');
  expect(reading('My sister is reading a book.', 'reading')).toBe('ɹˈidɪŋ');
  expect(reading('The Polish army crossed the river.', 'Polish')).toBe('pˈOlɪʃ');
});

test('knows read after have, and read every day', () => {
  expect(reading('I have read the letter twice.', 'read')).toBe('ɹˈɛd');
  expect(reading('I read the paper every day.', 'read')).toBe('ɹˈid');
});

test('hears the part of speech a place calls for', () => {
  expect(reading('You need a permit to park here.', 'permit')).toBe('pˈɜɹmɪt');
  expect(reading('They will permit us to leave.', 'permit')).toBe('pəɹmˈɪt');
});

test('leaves other words to the dictionary', () => {
  expect(reading('The table is green.', 'table')).toBeUndefined();
  expect(american.choose(['constructor'], ['NN'], 0)).toBeUndefined();
  expect(american.choose([], [], 0)).toBeUndefined();
});

const fixture = new URL('../../../shared/fixtures/g2p/heteronyms.jsonl', import.meta.url);
const testWithFixtures = existsSync(fixture) ? test : test.skip;

interface Heteronym {
  readonly text: string;
  readonly word: string;
  readonly phonemes: string;
  readonly others: readonly string[];
}

testWithFixtures('contradicts people in fewer than one of twenty sentences', () => {
  const lines = readFileSync(fixture, 'utf8').trimEnd().split('\n');
  let wrong = 0;
  for (const line of lines) {
    // The fixture's form is documented beside it.
    const { text, word, others } = JSON.parse(line) as Heteronym;
    const ours = reading(text, word)?.replaceAll('ˌ', '');
    if (others.some((other) => other.replaceAll('ˌ', '') === ours)) wrong++;
  }
  expect(wrong / lines.length).toBeLessThan(0.05);
});
