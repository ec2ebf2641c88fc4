import { expect, test } from '@jest/globals';
import { CachedEngine } from '../../src/engine/cached-engine.js';
import type { EngineEvent, Piece, Utterance } from '../../src/engine/engine.js';
import type { UtteranceEnd } from '../../src/engine/native.js';
import { FakeEngine } from '../harness/fake-engine.js';

const utterance: Utterance = {
  voice: [{ name: 'af_heart', weight: 1 }],
  speed: 1,
  pitch: 0,
  volume: 1,
  intonation: 1,
  seed: 0,
  format: 'pcm',
  sampleRate: 24_000,
  bitrateKbps: 0,
  streamed: true,
};
const segment = (phonemes: string): Piece => ({ kind: 'segment', phonemes, leadMs: 0, tailMs: 0 });

function open(capacity = 1 << 20) {
  const engine = new FakeEngine();
  const counts = { hits: 0, misses: 0 };
  const cached = new CachedEngine(engine, capacity, {
    hit: () => counts.hits++,
    miss: () => counts.misses++,
  });
  return { engine, cached, counts };
}

async function heard(
  engine: CachedEngine,
  pieces: Iterable<Piece | undefined>,
  changes: Partial<Utterance> = {},
): Promise<{ events: EngineEvent[]; end: UtteranceEnd }> {
  const signal = new AbortController().signal;
  const spoken = engine.speak({ ...utterance, ...changes }, pieces[Symbol.iterator](), signal);
  const events: EngineEvent[] = [];
  for (;;) {
    const next = await spoken.next();
    if (next.done) return { events, end: next.value };
    events.push(next.value);
  }
}

test('what was spoken once is given again without the engine', async () => {
  const { engine, cached, counts } = open();
  const first = await heard(cached, [segment('həlˈO')]);
  const second = await heard(cached, [segment('həlˈO')]);
  expect(second.events).toEqual(first.events);
  expect(second.end.samples).toBe(first.end.samples);
  expect(engine.asked).toHaveLength(1);
  expect(counts).toEqual({ hits: 1, misses: 1 });
});

test.each<[string, Partial<Utterance>, Piece[]]>([
  ['another voice', { voice: [{ name: 'af_sky', weight: 1 }] }, [segment('a')]],
  ['another speed', { speed: 1.1 }, [segment('a')]],
  ['another pitch', { pitch: 1 }, [segment('a')]],
  ['another volume', { volume: 2 }, [segment('a')]],
  ['another seed', { seed: 1 }, [segment('a')]],
  ['another format', { format: 'wav' }, [segment('a')]],
  ['a whole answer', { streamed: false }, [segment('a')]],
  ['other phonemes', {}, [segment('b')]],
  ['a pause before', {}, [{ kind: 'pause', seconds: 1 }, segment('a')]],
])('%s is not the same answer', async (_, changes, pieces) => {
  const { engine, cached } = open();
  await heard(cached, [segment('a')]);
  await heard(cached, pieces, changes);
  expect(engine.asked).toHaveLength(2);
});

test('long utterances are not kept, and lose no piece', async () => {
  const { engine, cached, counts } = open();
  const pieces = [segment('a'.repeat(200)), undefined, segment('b'.repeat(100)), segment('c')];
  await heard(cached, pieces);
  await heard(cached, pieces);
  expect(engine.asked.map((asked) => asked.pieces.length)).toEqual([3, 3]);
  expect(counts).toEqual({ hits: 0, misses: 0 });
  expect(cached.bytes).toBe(0);
});

test('bytes are bounded: what was used least recently goes first', async () => {
  const { engine, cached } = open(12_000);
  const size = async (phonemes: string): Promise<number> => {
    await heard(cached, [segment(phonemes)]);
    return cached.bytes;
  };
  const one = await size('a');
  expect(one).toBeGreaterThan(0);
  for (const phonemes of 'bcdefghijklmnop') expect(await size(phonemes)).toBeLessThanOrEqual(12_000);
  const before = engine.asked.length;
  await heard(cached, [segment('p')]);
  expect(engine.asked).toHaveLength(before);
  await heard(cached, [segment('a')]);
  expect(engine.asked).toHaveLength(before + 1);
});

test('an utterance that is left is not kept', async () => {
  const { engine, cached } = open();
  const spoken = cached.speak(utterance, [segment('a')].values(), new AbortController().signal);
  await spoken.next();
  await spoken.return({ samples: 0, head: new Uint8Array(), headReplaces: 0, computeSec: 0, queueSec: 0 });
  expect(cached.bytes).toBe(0);
  await heard(cached, [segment('a')]);
  expect(engine.asked).toHaveLength(2);
});

test('can be switched off', async () => {
  const { engine, cached } = open(0);
  await heard(cached, [segment('a')]);
  await heard(cached, [segment('a')]);
  expect(engine.asked).toHaveLength(2);
});
