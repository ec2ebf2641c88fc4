import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { normalizeLikeKokoroFastApi } from '../../src/text/normalize/compat/kokoro-fastapi.js';
import { spokenByPeer } from './spoken.js';

const read = (name: string): string =>
  readFileSync(new URL(`../fixtures/golden/${name}`, import.meta.url), 'utf8');

type Row = readonly [string, string, string];
// A fixture file of the repository: its shape is known.
const golden = JSON.parse(read('kokoro-fastapi.normalizer.json')) as Record<
  'default' | 'units' | 'opts',
  Row[]
>;

test.each(golden.default)('%s: %j is byte for byte what Kokoro-FastAPI makes of it', (_, text, expected) => {
  expect(spokenByPeer(text)).toBe(expected);
});

test.each(golden.units)(
  '%s: %j is byte for byte what Kokoro-FastAPI makes of it with units',
  (_, text, expected) => {
    expect(spokenByPeer(text, { unit_normalization: true })).toBe(expected);
  },
);

test.each(golden.opts)(
  'with %s, %j is byte for byte what Kokoro-FastAPI makes of it',
  (option, text, expected) => {
    expect(spokenByPeer(text, { [option.split('=')[0] ?? '']: false })).toBe(expected);
  },
);

test('what stands in a pronunciation is touched by no rule', () => {
  const text = 'Pay $5 to [Dr. No](/x/) at 10:30';
  const start = text.indexOf('[');
  const end = text.indexOf(')') + 1;
  const mapped = normalizeLikeKokoroFastApi(text, { protectedRanges: [{ start, end }] });
  expect(mapped.text).toBe('Pay five dollars to [Dr. No](/x/) at ten thirty');
});

test('without normalisation only blanks are folded', () => {
  expect(spokenByPeer('Dr.  Smith\tpaid $5', { normalize: false })).toBe('Dr. Smith paid $5');
});

test('a number beyond any float is still read', () => {
  expect(spokenByPeer('9'.repeat(400)).startsWith('nine nine nine')).toBe(true);
});
