import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadUnknownWordModel } from '../../src/text/en/unknown-model.js';

const model = loadUnknownWordModel();
const symbols = /^[AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻᵊɐbdfhjklmnpstvwzðŋɡɹɾʃʒʤʧθˈˌː]+$/u;

/** Word, American and British phonemes; models/train/unknown_words/export.py writes it. */
const parity: unknown = JSON.parse(
  readFileSync(new URL('unknown-model.parity.json', import.meta.url), 'utf8'),
);

test('says of 200 made-up words exactly what the trained network says', () => {
  expect(parity).toHaveLength(200);
  // The file is a list of triples of strings, as the comment above tells.
  const triples = parity as readonly (readonly [string, string, string])[];
  const ours = triples.map(([word]) => [word, model.pronounce(word, 'us'), model.pronounce(word, 'gb')]);
  expect(ours).toEqual(triples);
});

test('pronounces names as people do', () => {
  expect(model.pronounce('Kevin', 'us')).toBe('kˈɛvɪn');
  expect(model.pronounce('Howard', 'us')).toBe('hˈWəɹd');
  expect(model.pronounce('Howard', 'gb')).toBe('hˈWəd');
});

test('gives every word one primary stress at most', () => {
  for (const word of ['Szczepanski', 'googled', 'Obamacare', 'Tchaikovsky', 'floccinaucinihili']) {
    expect(model.pronounce(word, 'us').match(/ˈ/gu)).toHaveLength(1);
  }
});

test('reads accents, ligatures, Greek and Cyrillic', () => {
  expect(model.pronounce('müller', 'us')).toBe(model.pronounce('MULLER', 'us'));
  expect(model.pronounce('Łukasz', 'gb')).toBe(model.pronounce('lukasz', 'gb'));
  expect(model.pronounce('Путин', 'us')).toBe(model.pronounce('putin', 'us'));
});

test('is never silent about a word with letters and speaks symbols only', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('us', 'gb'),
      (word, variant) => {
        const phonemes = model.pronounce(word, variant);
        return symbols.test(phonemes) || (phonemes === '' && !/\p{L}/u.test(word));
      },
    ),
    { numRuns: 300 },
  );
});

test('reads a word of a hundred thousand letters to the end', () => {
  expect(model.pronounce('qwertyuiop'.repeat(10_000), 'us').length).toBeGreaterThan(50_000);
});
