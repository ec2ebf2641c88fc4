import { expect, test } from '@jest/globals';
import type { SegmentReport } from '../../src/engine/native.js';
import { silentPart, spokenSegment, tokenBounds } from '../../src/speech/word-times.js';
import type { Segment, Token } from '../../src/text/token.js';

const token = (text: string, phonemes: string, whitespace: '' | ' ', start: number): Token => ({
  text,
  phonemes,
  whitespace,
  start,
  end: start + text.length,
  origin: phonemes === '.' ? 'punctuation' : 'gold',
});

const holaMundo: Segment = {
  kind: 'segment',
  phonemes: 'ab cd',
  tokens: [token('hola', 'ab', ' ', 0), token('mundo', 'cd', '', 5)],
  start: 0,
  end: 10,
};

const report = (durations: number[], changes: Partial<SegmentReport> = {}): SegmentReport => ({
  segment: 0,
  tokens: new Int32Array(durations.length),
  durations: Int32Array.from(durations),
  startSample: 0,
  samples: durations.reduce((sum, frames) => sum + frames, 0) * 600,
  trimmedSamples: 0,
  stretch: 1,
  firstSound: 0,
  endOfSound: 10_000_000,
  dropped: [],
  ...changes,
});

const durations = [8, 4, 4, 8, 4, 4, 0];
const timesOf = (segment: Segment, of: SegmentReport) =>
  spokenSegment(segment, of, undefined).words.map(({ start, end }) => [start, end]);

test('token bounds are sums of durations: hola mundo is 0.2–0.4 and 0.6–0.8', () => {
  const bounds = tokenBounds(Int32Array.from(durations)).map((seconds) => Math.round(seconds * 1000) / 1000);
  expect([bounds[1], bounds[3], bounds[4], bounds[6]]).toEqual([0.2, 0.4, 0.6, 0.8]);
});

test('words are heard before their tokens, the first not before the sound', () => {
  expect(timesOf(holaMundo, report(durations))).toEqual([
    [0.125, 0.36],
    [0.525, 0.8],
  ]);
  expect(timesOf(holaMundo, report(durations, { firstSound: 3600, endOfSound: 18_000 }))).toEqual([
    [0.15, 0.36],
    [0.525, 0.75],
  ]);
});

test('a short blank is halved between its neighbours', () => {
  expect(timesOf(holaMundo, report([8, 4, 4, 2, 4, 4, 0]))[1]?.[0]).toBe(0.35);
});

test('what was cut in front, stretched and spoken before counts', () => {
  const moved = report(durations, { trimmedSamples: 1200, stretch: 2, startSample: 24_000, samples: 9000 });
  expect(timesOf(holaMundo, moved)).toEqual([
    [1.038, 1.155],
    [1.238, 1.375],
  ]);
});

test('times never go backwards nor beyond the end of the segment', () => {
  const cut = spokenSegment(holaMundo, report(durations, { trimmedSamples: 9600, samples: 4800 }), 'x');
  const flat = cut.words.flatMap(({ start, end }) => [start, end]);
  expect(flat).toEqual([...flat].sort((a, b) => a - b));
  expect(flat.every((time) => time >= 0 && time <= 0.2)).toBe(true);
  expect(cut).toMatchObject({
    start: 0,
    end: 0.2,
    voice: 'x',
    text: 'hola mundo',
    sourceStart: 0,
    sourceEnd: 10,
  });
});

test('punctuation is an entry of its own, with its place in the text', () => {
  const tokens = [token('Hi', 'ab', '', 0), token('.', '.', ' ', 2), token('Yo', 'cd', '', 4)];
  const segment: Segment = { ...holaMundo, phonemes: 'ab. cd', tokens };
  const { words, phonemes } = spokenSegment(segment, report([4, 4, 4, 8, 2, 4, 4, 1]), undefined);
  expect(words.map(({ word, isPunctuation, sourceStart }) => [word, isPunctuation, sourceStart])).toEqual([
    ['Hi', false, 0],
    ['.', true, 2],
    ['Yo', false, 4],
  ]);
  expect(phonemes.map(({ phoneme }) => phoneme).join('')).toBe('ab. cd');
  expect(phonemes[0]).toEqual({ phoneme: 'a', start: 0.025, end: 0.125 });
});

test('a word without phonemes has no time', () => {
  const tokens = [token('~', '', ' ', 0), token('hola', 'ab', '', 2)];
  const segment: Segment = { ...holaMundo, phonemes: 'ab', tokens };
  const { words } = spokenSegment(segment, report([8, 4, 4, 0]), undefined);
  expect(words).toMatchObject([{ word: 'hola', start: 0.125 }]);
});

test('a silence has its place and no words', () => {
  const pause = silentPart(
    report([], { startSample: 12_000, samples: 6000 }),
    { start: 3, end: 14 },
    undefined,
  );
  expect(pause).toMatchObject({ text: '', start: 0.5, end: 0.75, sourceStart: 3, sourceEnd: 14, words: [] });
});
