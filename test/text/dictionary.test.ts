import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { fromArpabet, soundsOf } from '../../src/text/en/arpabet.js';
import { toBritish } from '../../src/text/en/british.js';
import { compileDictionary } from '../../src/text/en/compile-dictionaries.js';
import { Dictionary, loadDictionary } from '../../src/text/en/dictionary.js';

const directory = mkdtempSync(join(tmpdir(), 'dictionary-'));
afterAll(() => rmSync(directory, { recursive: true }));

const gold = {
  read: { DEFAULT: 'ɹˈid', VBD: 'ɹˈɛd' },
  US: { DEFAULT: 'ˌʌs', NOUN: null },
  Paris: 'pˈɛɹəs',
  august: 'ɔɡˈʌst',
  August: 'ˈɔɡəst',
};
const silver = { read: 'wrong', Kevin: 'kˈɛvən' };
for (const variant of ['us', 'gb']) {
  writeFileSync(join(directory, `${variant}_gold.json`), JSON.stringify(gold));
  writeFileSync(join(directory, `${variant}_silver.json`), JSON.stringify(silver));
}
compileDictionary(directory, 'us');
const dictionary = loadDictionary(directory, 'us');

const reading = (word: string, tag = 'DEFAULT') => dictionary.find(word, false)?.readings.get(tag);

test('finds words by tier, with their readings by tag', () => {
  expect(dictionary.find('read', false)?.tier).toBe('gold');
  expect(reading('read', 'VBD')).toBe('ɹˈɛd');
  expect(dictionary.find('Kevin', false)).toMatchObject({ tier: 'silver' });
  expect(reading('US', 'NOUN')).toBeNull();
});

test('a word answers to the other case of its first letter, but its own spelling wins', () => {
  expect(reading('Read')).toBe('ɹˈid');
  expect(reading('paris')).toBe('pˈɛɹəs');
  expect(reading('August')).toBe('ˈɔɡəst');
  expect(reading('august')).toBe('ɔɡˈʌst');
  expect(reading('us')).toBeUndefined();
});

test('words only the third dictionary has are found on request', () => {
  expect(dictionary.find('zurich', false)).toBeUndefined();
  expect(dictionary.find('Zurich', true)).toMatchObject({ tier: 'bronze' });
});

test('what is no word is not found', () => {
  for (const word of ['', 'ï', '\u0000', 'x'.repeat(500)])
    expect(dictionary.find(word, true)).toBeUndefined();
});

test('compiles once, again when a source changes, and leaves no half file', () => {
  expect(compileDictionary(directory, 'us')).toBe(false);
  writeFileSync(join(directory, 'us_silver.json'), JSON.stringify({ ...silver, Keith: 'kˈiθ' }));
  expect(compileDictionary(directory, 'us')).toBe(true);
  expect(loadDictionary(directory, 'us').find('Keith', false)?.tier).toBe('silver');
  expect(readdirSync(directory).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a missing or foreign file is an error that names the remedy', () => {
  expect(() => loadDictionary(join(directory, 'nowhere'), 'us')).toThrow('npm run setup');
  expect(() => new Dictionary(new Uint8Array(64))).toThrow('Not a compiled pronunciation dictionary');
});

test.each([
  ['M AH1 S T ER0 D', 'mˈʌstəɹd'],
  ['W AO1 T ER0', 'wˈɔɾəɹ'],
  ['L IH1 T AH0 L', 'lˈɪɾᵊl'],
  ['W AA1 N T AH0 D', 'wˈɑntᵻd'],
  ['B AH1 S AH0 Z', 'bˈʌsᵻz'],
])('CMU’s %s is %s', (line, phonemes) => {
  expect(fromArpabet(line)).toBe(phonemes);
});

test.each([
  ['K AA1 R T ER0', 'carter', 'kˈɑːtə'],
  ['B AO1 S T AH0 N', 'boston', 'bˈɒstᵊn'],
  ['L EH1 R IY0', 'larry', 'lˈaɹi'],
  ['JH OW1 N Z', 'jones', 'ʤˈQnz'],
])('%s (%s) is %s in British English', (line, word, phonemes) => {
  expect(toBritish(soundsOf(line), word)).toBe(phonemes);
});
