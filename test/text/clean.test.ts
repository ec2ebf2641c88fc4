import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clean } from '../../src/text/clean.js';
import { toSource } from '../../src/text/spans.js';

test('letters and accents that belong together become one, and keep their place', () => {
  const text = 'cafe\u0301 noir';
  const { text: cleaned, edits } = clean(text);
  expect(cleaned).toBe('café noir');
  expect(toSource(edits, 3, 4)).toEqual({ start: 3, end: 5 });
  expect(toSource(edits, 5, 9)).toEqual({ start: 6, end: 10 });
});

test.each([
  ['zero\u200bwidth', 'zerowidth'],
  ['soft\u00adhyphen', 'softhyphen'],
  ['\ufeffmark', 'mark'],
  ['line\r\nend\rand\nmore\ttabs', 'line\nend\nand\nmore\ttabs'],
  ['bell\u0007', 'bell'],
  ['lone\ud800surrogate', 'lonesurrogate'],
  ['한', '한'],
  [`e${'\u0323'.repeat(9)}`, `ẹ${'\u0323'.repeat(4)}`],
])('%j becomes %j', (text, cleaned) => {
  expect(clean(text).text).toBe(cleaned);
});

test('any text comes out canonical, well-formed and without control characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const cleaned = clean(text).text;
      expect(cleaned).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/u);
    }),
  );
});
