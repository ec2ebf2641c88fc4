import { expect, test } from '@jest/globals';
import { loadDictionary } from '../../src/text/en/dictionary.js';
import { English } from '../../src/text/en/english.js';
import { cardinal, decimal, ordinal, year } from '../../src/text/en/number-words.js';
import { subTokens } from '../../src/text/en/sub-tokens.js';
import { departures, type Switches } from '../../src/text/en/switches.js';
import { loadTagger } from '../../src/text/en/tagger.js';
import { loadUnknownWordModel } from '../../src/text/en/unknown-model.js';
import { dictionariesDir } from './english-fixtures.js';

const dictionary = loadDictionary(dictionariesDir, 'us');
const tagger = loadTagger();
const unknownWords = loadUnknownWordModel();

function english(more: Partial<Switches> = {}): English {
  return new English({
    dictionary,
    variant: 'us',
    tagger,
    unknownWords,
    switches: { ...departures, ...more },
  });
}

const spoken = (text: string, more: Partial<Switches> = {}): string =>
  english(more)
    .pronounce(text)
    .map(({ phonemes, whitespace }) => phonemes + whitespace)
    .join('');
const origins = (text: string): string[] =>
  english()
    .pronounce(text)
    .map(({ origin }) => origin);

test.each([
  ['camelCase', ['camel', 'Case']],
  ['A380', ['A', '380']],
  ['1,234.5', ['1,234.5']],
  ['well-known', ['well', '-', 'known']],
  ["rock'n'roll", ["rock'n'r", 'oll']],
  ['ATeam', ['A', 'Team']],
])('%s is looked up as %j', (token, pieces) => {
  expect(subTokens(token, false).join('|')).toBe(pieces.join('|'));
});

test('characters the reference loses are kept', () => {
  expect(subTokens("5'10", false)).toEqual(['5', '10']);
  expect(subTokens("5'10", true)).toEqual(['5', "'", '10']);
});

test.each([
  [cardinal, '0', 'zero'],
  [cardinal, '110', 'one hundred and ten'],
  [cardinal, '1234', 'one thousand, two hundred and thirty-four'],
  [cardinal, '1000001', 'one million and one'],
  [ordinal, '21', 'twenty-first'],
  [ordinal, '100', 'one hundredth'],
  [ordinal, '20', 'twentieth'],
  [year, '1905', 'nineteen oh-five'],
  [year, '2009', 'two thousand and nine'],
  [year, '1900', 'nineteen hundred'],
  [decimal, '2.50', 'two point five'],
  [decimal, '5.0', 'five'],
])('%o of %s is %s', (read, digits, words) => {
  expect(read(digits)).toBe(words);
});

test.each([
  ['the apple, the pear', 'ði ˈæpᵊl, ðə pˈɛɹ'],
  ['I used to', 'ˌI jˈust tu'],
  ['U.S.A.', 'jˌuˌɛsˈA'],
  ['state-of-the-art', 'stˈAtʌvðiˈɑɹt'],
])('%s is %s', (text, phonemes) => {
  expect(spoken(text)).toBe(phonemes);
});

test('the port can be had without its departures, one by one', () => {
  expect(spoken('It is - well - good.', { dashes: true })).toContain('—');
  expect(spoken('PLEASE CLOSE THE DOOR', { lowerShouting: true })).toBe(spoken('please close the door'));
  expect(spoken('xqz', { unknownWords: false })).toBe('');
});

test('words made of known words are derived from them', () => {
  expect(spoken('testified')).toBe('tˈɛstəfˌId');
  expect(origins('testified Kevin’s')).toEqual(['rule', 'bronze']);
});

test('a word in no dictionary is never silent, whatever its script', () => {
  for (const word of [
    'wuzzlefrump',
    'xkcd',
    'Москва',
    '漢字',
    'ﬁn',
    'naïveté',
    '½',
    '𬐱',
    'aaaaaaaaaaaah',
    'Ωmega',
  ])
    expect([word, spoken(word)]).not.toEqual([word, '']);
  expect(origins('wuzzlefrump')).toEqual(['model']);
});

test('letter names stand in where a word has no vowel', () => {
  expect(spoken('xkcd')).toBe('ˌɛkskˌAsˌidˈi');
});
