import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { packSegments, segmentTokensMax } from '../../src/text/segments.js';
import type { Segment, Token } from '../../src/text/token.js';

const options = { language: 'en-us' } as const;

/** Tokens of "aaaa, bb" where each word's phonemes are its letters; marks are tokens of their own. */
function tokens(text: string, offset = 0): Token[] {
  return Array.from(
    text.matchAll(/([^\s,;:.!?]+|[,;:.!?])(\s?)/gu),
    ({ 0: whole, 1: word = '', 2: blank, index }) => ({
      text: word,
      whitespace: blank === '' ? '' : ' ',
      start: offset + index,
      end: offset + index + whole.trimEnd().length,
      phonemes: word,
      origin: 'gold',
    }),
  );
}

const sentence = (words: number, mark = '.'): string => `${'word '.repeat(words).trim()}${mark}`;
const pack = (sentences: readonly string[], more = {}): Segment[] => [
  ...packSegments(
    sentences.map((text) => tokens(text)),
    { ...options, ...more },
  ),
];

test('sentences are packed between the limits and parted by one blank', () => {
  const segments = pack(Array.from({ length: 12 }, () => sentence(10)));
  for (const { phonemes } of segments.slice(0, -1)) {
    expect(phonemes.length).toBeGreaterThanOrEqual(100);
    expect(phonemes.length).toBeLessThanOrEqual(200);
  }
  expect(segments.map(({ phonemes }) => phonemes).join(' ')).toBe(Array(12).fill(sentence(10)).join(' '));
});

test('joining phonemes and whitespace of the tokens gives the phonemes of the segment', () => {
  for (const { phonemes, tokens: parts } of pack([sentence(3), sentence(5, '!'), sentence(80)])) {
    expect(
      parts
        .map((token) => token.phonemes + token.whitespace)
        .join('')
        .trim(),
    ).toBe(phonemes);
  }
});

test('a sentence that is too long is cut at semicolons before commas, at commas before words', () => {
  const semicolons = pack([`${sentence(50, ';')} ${sentence(20, ',')} ${sentence(20)}`]);
  expect(semicolons.map(({ phonemes }) => phonemes.slice(-1))).toEqual([';', '.']);
  const commas = pack([`${sentence(60, ',')} ${sentence(60)}`]);
  expect(commas.map(({ phonemes }) => phonemes.slice(-1))).toEqual([',', '.']);
  const conjunction = pack([`${'word '.repeat(60)}and ${sentence(60)}`]);
  expect(conjunction.map(({ phonemes }) => phonemes.slice(0, 4))).toEqual(['word', 'and ']);
});

test('without any mark the cut is at a word near the middle', () => {
  const [left, right, ...rest] = pack([sentence(90)]);
  expect(rest).toEqual([]);
  expect(Math.abs((left?.phonemes.length ?? 0) - (right?.phonemes.length ?? 0))).toBeLessThan(12);
});

test('words made from one written form stay together', () => {
  const number = tokens('one hundred and twenty three').map((token) => ({
    ...token,
    start: 1000,
    end: 1003,
  }));
  const before = tokens('word '.repeat(78));
  const after = tokens('word '.repeat(78)).map((token) => ({
    ...token,
    start: token.start + 2000,
    end: token.end + 2000,
  }));
  const segments = [
    ...packSegments(
      [[...before, ...number.slice(0, -1), { ...number.at(-1), whitespace: ' ' } as Token, ...after]],
      options,
    ),
  ];
  expect(
    segments.filter(({ phonemes }) => /hundred/u.test(phonemes) && /three/u.test(phonemes)),
  ).toHaveLength(1);
});

test('a word too long for the model becomes several segments and loses nothing', () => {
  const segments = pack(['a'.repeat(20_000)], { absoluteMaxTokens: 510 });
  expect(Math.max(...segments.map(({ phonemes }) => phonemes.length))).toBeLessThanOrEqual(segmentTokensMax);
  expect(segments.map(({ phonemes }) => phonemes).join('')).toBe('a'.repeat(20_000));
});

test('the first segment of a stream ends at the first clause, the second aims at twice as much', () => {
  const text = `${sentence(4, ',')} ${sentence(30)}`;
  const segments = pack([text, sentence(20), sentence(20), sentence(20)], { firstSegmentTokens: 40 });
  expect(segments[0]?.phonemes).toBe(sentence(4, ','));
  expect(segments[1]?.phonemes.length).toBeLessThanOrEqual(160);
  expect(segments.map(({ phonemes }) => phonemes).join(' ')).toBe(
    [text, sentence(20), sentence(20), sentence(20)].join(' '),
  );
});

test('a first sentence within the target is not cut', () => {
  const segments = pack(['Hello there, dear friend.', sentence(60)], { firstSegmentTokens: 40 });
  expect(segments[0]?.phonemes).toBe('Hello there, dear friend.');
});

test('a very short last segment joins its neighbour', () => {
  const segments = pack([sentence(25), sentence(13), 'Yes.']);
  expect(segments.at(-1)?.phonemes.endsWith('Yes.')).toBe(true);
  expect(segments.at(-1)?.phonemes.length).toBeGreaterThan(12);
});

test('no more sentences are pulled than the next segment needs', () => {
  let pulled = 0;
  function* endless(): Generator<Token[]> {
    for (;;) {
      pulled += 1;
      yield tokens(sentence(20));
    }
  }
  const stream = packSegments(endless(), { ...options, firstSegmentTokens: 40 });
  stream.next();
  expect(pulled).toBeLessThanOrEqual(3);
});

test('blanks are folded and tokens without sound are kept', () => {
  const [quiet] = tokens('"').map((token) => ({ ...token, phonemes: '', whitespace: ' ' as const }));
  const [segment] = packSegments([[...tokens('hello '), quiet as Token, ...tokens('world')]], options);
  expect(segment?.phonemes).toBe('hello world');
  expect(segment?.tokens).toHaveLength(3);
});

test('any sentences give segments within the limit that hold every symbol in order', () => {
  const word = fc.constantFrom('a', 'word', 'supercalifragilistic', ',', ';', 'and', '.');
  const sentences = fc.array(fc.array(word, { minLength: 1, maxLength: 150 }), { maxLength: 6 });
  fc.assert(
    fc.property(sentences, fc.constantFrom(0, 20, 40, 400), (list, firstSegmentTokens) => {
      const texts = list.map((words) => words.join(' '));
      const segments = pack(texts, { firstSegmentTokens });
      for (const { phonemes } of segments) {
        expect(phonemes.length).toBeLessThanOrEqual(400);
        expect(phonemes).toBe(phonemes.trim());
      }
      expect(segments.map(({ phonemes }) => phonemes).join(' ')).toBe(texts.join(' '));
    }),
    { numRuns: 60 },
  );
});
