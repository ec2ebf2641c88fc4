import { expect, test } from '@jest/globals';
import { Lexicon } from '../../src/text/lexicon.js';
import { parseLexiconFile } from '../../src/text/lexicon-file.js';

function found(entries: Record<string, string>, text: string, onBorders = true): string[] {
  return new Lexicon(entries)
    .find(text, onBorders)
    .map(({ start, end, entry }) => `${text.slice(start, end)}=${entry.key}`);
}

test('keys match whole words in any case', () => {
  expect(found({ Leith: 'lˈiːθ' }, 'LEITH, leith and Leithen')).toEqual(['LEITH=Leith', 'leith=Leith']);
});

test('the longest entry wins', () => {
  const entries = { New: 'nˈu', 'New York': 'njˈu jɔɹk', 'New York City': 'njˈu' };
  expect(found(entries, 'New York\n City, New\tYork, new')).toEqual([
    'New York\n City=New York City',
    'New\tYork=New York',
    'new=New',
  ]);
});

test('a key with an equals sign and capitals matches only as written', () => {
  expect(found({ '=Polish': 'pˈoʊlɪʃ', polish: 'pˈɑlɪʃ' }, 'Polish polish POLISH')).toEqual([
    'Polish==Polish',
    'polish=polish',
    'POLISH=polish',
  ]);
});

test('in languages without blanks a key may lie inside other letters', () => {
  expect(found({ 東京: 'toːkjoː' }, '新東京駅', false)).toEqual(['東京=東京']);
  expect(found({ 東京: 'toːkjoː' }, '新東京駅')).toEqual([]);
});

test('values are IPA in the model’s symbols, or other words', () => {
  const [match] = new Lexicon({ tomato: '/təmˈeɪtoʊ/' }).find('tomato');
  expect(match?.entry.phonemes).toBe('təmˈAtO');
  const [other] = new Lexicon({ NHS: 'alias: health service' }).find('NHS');
  expect(other?.entry.alias).toBe('health service');
});

test.each([
  [{ word: '☃' }, /"word" has no symbol the model knows \(unknown: ☃\)/],
  [{ word: 5 }, /"word" must be text/],
  [{ ' ': 'a' }, /needs a word as its key/],
  [{ word: 'alias: ' }, /alias of "word" is empty/],
  [['a'], /must be an object/],
])('a wrong entry is refused, naming it: %j', (entries, message) => {
  expect(() => new Lexicon(entries, 'lexicon')).toThrow(
    expect.objectContaining({
      code: 'INVALID_REQUEST',
      field: 'lexicon',
      message: expect.stringMatching(message),
    }),
  );
});

test('a lexicon file holds entries for all languages or for each', () => {
  expect(parseLexiconFile('{"Leith":"lˈiːθ"}')('es')?.size).toBe(1);
  const byLanguage = parseLexiconFile('{"en":{"Leith":"lˈiːθ"},"fr":{}}');
  expect(byLanguage('en-us')?.size).toBe(1);
  expect(byLanguage('it')).toBeUndefined();
  expect(() => parseLexiconFile('{"xx":{}}')).toThrow('unknown language: "xx"');
  expect(() => parseLexiconFile('[]')).toThrow('JSON object');
});
