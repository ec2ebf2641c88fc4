import { expect, test } from '@jest/globals';
import type { Delivery } from '../../src/speech/cast.js';
import { type PieceOptions, pieces } from '../../src/speech/pieces.js';
import type { Span } from '../../src/text/token.js';

const rules = { leadMs: 50, paddingMs: 410, multipliers: { '.': 1, '!': 0.9, '?': 1, ',': 0.8 } };
const manner = { voice: [{ name: 'af_heart', weight: 1 }], speed: 1, pitch: 0, volume: 1, intonation: 1 };
const plain: Delivery = { manner, pauseScale: 1, voice: undefined };
const options: PieceOptions = {
  rules,
  untrimmed: false,
  delivery: () => plain,
  initialSilenceSec: 0,
  maxPauseSec: 600,
};
const spokenBy = (spans: Iterable<Span | undefined>, asked: PieceOptions) =>
  [...pieces(spans, asked)].map((spoken) => spoken?.piece);

const segment = (phonemes: string): Span => ({ kind: 'segment', phonemes, tokens: [], start: 0, end: 0 });
const pause = (seconds: number): Span => ({ kind: 'pause', seconds, start: 0, end: 0 });

test.each([
  ['a.', 360],
  ['a?', 360],
  ['a!', 319],
  ['a,', 278],
  ['a', 360],
])('keeps the pause that belongs to the end of %s', (phonemes, tailMs) => {
  const [first, second] = spokenBy([segment(phonemes), segment('b')], options);
  expect(first).toEqual({ kind: 'segment', phonemes, leadMs: 50, tailMs });
  expect(second).toEqual({ kind: 'segment', phonemes: 'b', leadMs: 20, tailMs: 50 });
});

test('shortens what is kept behind the sound at higher speed', () => {
  const [first, second] = spokenBy([segment('a.'), segment('b.')], {
    ...options,
    delivery: () => ({ ...plain, manner: { ...manner, speed: 2 } }),
  });
  expect([first, second]).toMatchObject([{ tailMs: 180 }, { tailMs: 25 }]);
});

test('puts silence first, and pauses where they were', () => {
  const made = spokenBy([pause(1.5), segment('a.')], { ...options, initialSilenceSec: 0.5 });
  expect(made).toEqual([
    { kind: 'pause', seconds: 0.5 },
    { kind: 'pause', seconds: 1.5 },
    { kind: 'segment', phonemes: 'a.', leadMs: 50, tailMs: 50 },
  ]);
});

test('adds to a pause no more than the end of an utterance and the lead inside it', () => {
  const made = spokenBy([segment('a.'), undefined, pause(2), segment('b.'), segment('c.')], options);
  expect(made).toEqual([
    undefined,
    { kind: 'segment', phonemes: 'a.', leadMs: 50, tailMs: 50 },
    { kind: 'pause', seconds: 2 },
    { kind: 'segment', phonemes: 'b.', leadMs: 20, tailMs: 360 },
    { kind: 'segment', phonemes: 'c.', leadMs: 20, tailMs: 50 },
  ]);
});

test('is never more than one span ahead of its reader', () => {
  let pulled = 0;
  const spans = function* (): Generator<Span, void> {
    for (;;) {
      pulled++;
      yield segment('a.');
    }
  };
  const made = pieces(spans(), options);
  made.next();
  expect(pulled).toBe(2);
});

test('speaks a stretch in its own manner, and its pauses at its own scale', () => {
  const span = { ...segment('a.'), manner: { voice: 'x', rate: 2, pitch: 1, volume: 1 } };
  const other = { ...manner, speed: 2 };
  const delivery: PieceOptions['delivery'] = (asked) =>
    asked === undefined ? plain : { manner: other, pauseScale: 3, voice: asked.voice };
  const made = [...pieces([span, segment('b')], { ...options, delivery })];
  expect(made[0]).toMatchObject({ voice: 'x', span, piece: { manner: other, tailMs: 540 } });
  expect(made[1]?.piece).not.toHaveProperty('manner');
});

test('keeps all the model made where that is wished', () => {
  expect(spokenBy([segment('a.')], { ...options, untrimmed: true })).toMatchObject([
    { leadMs: -1, tailMs: -1 },
  ]);
});

test('refuses pauses beyond the sum that is allowed', () => {
  const spans = [segment('a.'), pause(400), pause(212)];
  expect(() => [...pieces(spans, options)]).toThrow(
    expect.objectContaining({
      code: 'PAUSE_TOTAL_EXCEEDED',
      message: 'Pauses add up to 612.0 s; this server allows 600 s per request.',
    }),
  );
});

test('refuses more than 20,000 segments', () => {
  const spans = Array(20_001).fill(segment('a.'));
  expect(() => [...pieces(spans, options)]).toThrow(expect.objectContaining({ code: 'TOO_MANY_SEGMENTS' }));
});
