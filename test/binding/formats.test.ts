/** Formats at the border of the addon: names, refusals, heads. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Utterance } from '../../src/engine/engine.js';
import type { AddonEngine } from '../../src/engine/native-engine.js';
import { tinyModelDir, tinyVoicesDir } from '../harness/assets.js';
import { openEngine, plain, type Spoken, speak, uncut } from '../harness/real-engine.js';

let engine: AddonEngine;
beforeAll(async () => {
  engine = openEngine({ modelDir: tinyModelDir, voicesDir: tinyVoicesDir });
  await engine.ready;
});
afterAll(() => engine.close());

const say = (changes: Partial<Utterance>): Promise<Spoken> =>
  speak(engine, { ...plain, ...changes }, [uncut('həlˈO'), { kind: 'pause', seconds: 0.1 }, uncut('ðˈɛɹ')]);

test('the addon names what it encodes, PCM first', () => {
  expect(engine.formats[0]).toBe('pcm');
  expect(engine.formats).toEqual(
    expect.arrayContaining(['wav', 'wav-float', 'mp3', 'opus', 'flac', 'mulaw', 'alaw']),
  );
});

test.each([
  [{ format: 'wav', sampleRate: 11_025 }],
  [{ format: 'opus', sampleRate: 44_100 }],
  [{ format: 'mulaw', sampleRate: 24_000 }],
] as const)('%j is refused when it is queued', async (changes) => {
  // jest's own Error is another class than the addon's: the code is read from what the engine was given.
  await expect(say(changes)).rejects.toMatchObject({ cause: { code: 'INVALID_INPUT' } });
});

test('a head comes only with what is not streamed, and says how much it replaces', async () => {
  for (const format of engine.formats) {
    const sampleRate = format === 'mulaw' || format === 'alaw' ? 8000 : 24_000;
    expect((await say({ format, sampleRate })).end).toMatchObject({
      head: new Uint8Array(),
      headReplaces: 0,
    });
    const { end, bytes } = await say({ format, sampleRate, streamed: false });
    expect(end.headReplaces).toBeLessThanOrEqual(Math.min(end.head.length, bytes.length));
    const hasHead = !['pcm', 'opus', 'aac', 'mulaw', 'alaw'].includes(format);
    expect(end.head.length > 0).toBe(hasHead);
  }
});

test('the same speech gives the same bytes again, in every format', async () => {
  for (const format of engine.formats.filter((name) => !name.endsWith('law'))) {
    expect((await say({ format })).bytes).toEqual((await say({ format })).bytes);
  }
});
