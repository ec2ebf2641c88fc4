import { expect, test } from '@jest/globals';
import { admit, fromIpa, isPhoneme, vocabulary } from '../../src/text/vocabulary.js';

test('has 114 symbols of one UTF-16 unit each', () => {
  expect(vocabulary.size).toBe(114);
  expect([...vocabulary].filter((symbol) => symbol.length !== 1)).toEqual([]);
  expect(isPhoneme('ˈ')).toBe(true);
  expect(isPhoneme('-')).toBe(false);
});

test.each([
  ['wˈʊstər', 'wˈʊstər'],
  ['təmˈeɪtoʊ', 'təmˈAtO'],
  ['t͡ʃɜːt͡ʃ', 'ʧɜːʧ'],
  ['dʒˈɔɪ', 'ʤˈY'],
  ['ˈbʌtn̩', 'ˈbʌtᵊn'],
  ['gəʊ', 'ɡQ'],
  ["'wɔ:.tər", 'ˈwɔːtər'],
])('IPA %s is written %s', (ipa, phonemes) => {
  expect(fromIpa(ipa)).toEqual({ phonemes, dropped: [] });
});

test('what the model does not know is left out and named once', () => {
  expect(fromIpa('k☃æ☃t')).toEqual({ phonemes: 'kæt', dropped: ['☃'] });
  expect(admit('a-b')).toEqual({ phonemes: 'ab', dropped: ['-'] });
});
