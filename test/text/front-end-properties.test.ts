import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { createFrontEnd } from '../../src/text/front-end.js';
import type { Segment } from '../../src/text/token.js';
import { vocabulary } from '../../src/text/vocabulary.js';
import { dictionariesDir } from './english-fixtures.js';

const frontEnd = createFrontEnd({ dictionariesDir });

function segmentsOf(text: string, language: 'en-us' | 'en-gb'): Segment[] {
  return [...frontEnd.spans({ text, language, firstSegmentTokens: 40 })].filter(
    (span) => span.kind === 'segment',
  );
}

/** `FUZZ_SECONDS=600 npm run fuzz`: as many runs as fit into that time, from a new seed. */
const seconds = Number(process.env.FUZZ_SECONDS ?? 0);
const long =
  seconds > 0 ? { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: 1000 * seconds } : undefined;
if (seconds > 0) jest.setTimeout(1000 * seconds + 60_000);

const language = fc.constantFrom('en-us' as const, 'en-gb' as const);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({ maxLength: 400 }),
);
const word = fc.oneof(
  fc.stringMatching(/^[a-zA-Z]{1,14}$/),
  fc.stringMatching(/^[A-Za-z]{1,6}['’-][a-z]{1,6}$/),
  fc.stringMatching(/^\p{L}{1,8}$/u),
);

test('any text gives vocabulary symbols, at most 510 a segment, and places inside the text', () => {
  fc.assert(
    fc.property(anyText, language, (text, spoken) => {
      for (const { phonemes, tokens } of segmentsOf(text, spoken)) {
        expect([...phonemes].filter((symbol) => !vocabulary.has(symbol))).toEqual([]);
        expect(phonemes.length).toBeGreaterThan(0);
        expect(phonemes.length).toBeLessThanOrEqual(510);
        for (const { start, end } of tokens) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }
    }),
    long ?? { numRuns: 400 },
  );
});

test('no word is lost: every letter and digit of the text lies in a token that sounds', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), language, (words, spoken) => {
      const text = words.join(' ');
      const sounding = segmentsOf(text, spoken).flatMap(({ tokens }) =>
        tokens.filter(({ phonemes }) => phonemes !== ''),
      );
      for (const { index } of text.matchAll(/[\p{L}\p{N}]/gu)) {
        const isSpoken = sounding.some(({ start, end }) => start <= index && index < end);
        expect([text, index, isSpoken]).toEqual([text, index, true]);
      }
    }),
    long ?? { numRuns: 80 },
  );
});

test('the same text gives the same phonemes whatever was spoken before', () => {
  const texts = ['I read it.', 'Kevin’s 3rd B2B café', 'NASA', '漢字 and кот', 'It will not.'];
  const alone = texts.map((text) => segmentsOf(text, 'en-us').map(({ phonemes }) => phonemes));
  const backwards = [...texts]
    .reverse()
    .map((text) => segmentsOf(text, 'en-us').map(({ phonemes }) => phonemes));
  expect(backwards.reverse()).toEqual(alone);
});
