import { expect, test } from '@jest/globals';
import { findLanguage, languageName, languageOfVoice, languages } from '../../src/text/languages.js';

test.each([
  ['en', 'en-us'],
  ['EN_us', 'en-us'],
  ['a', 'en-us'],
  ['en-au', 'en-gb'],
  ['b', 'en-gb'],
  ['es-MX', 'es'],
  ['fr', 'fr-fr'],
  ['zh_hans', 'cmn'],
  ['pt', 'pt-br'],
  ['jp', 'ja'],
])('%s is %s', (name, id) => {
  expect(findLanguage(name)).toBe(id);
});

test('an unknown name is no language', () => {
  expect(findLanguage('klingon')).toBeUndefined();
  expect(findLanguage('')).toBeUndefined();
});

test('a voice speaks the language of its first letter', () => {
  expect(languageOfVoice('af_heart')).toBe('en-us');
  expect(languageOfVoice('zm_yunxi')).toBe('cmn');
  expect(languageOfVoice('xx_voice')).toBeUndefined();
});

test('no name belongs to two languages', () => {
  const names = languages.flatMap(({ id, letter, aliases }) => [id, letter, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
  expect(languageName('pt-br')).toBe('Portuguese (Brazil)');
});
