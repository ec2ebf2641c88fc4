/** Windows with frozen statistics against the whole decode: the same length, sound and level, and no seams. */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import { openEngine, plain, speak } from '../harness/real-engine.js';
import { levelDb, logSpectralDistance } from '../harness/spectrum.js';

interface Reference {
  readonly id: string;
  readonly voice: string;
  readonly phonemes: string;
}

const table = 'models/statistics/kokoro-v1.0-int8.table';
const all: Reference[] = JSON.parse(readFileSync('test/fixtures/model/reference.json', 'utf8'));
const references = all.filter(({ id }) => ['en-pangram', 'en-question', 'gb-tea', 'es-hola'].includes(id));
const exact = openEngine({ tier: 'fp32' });
const windowed = openEngine({ tier: 'fp32', statistics: existsSync(table) ? table : '' });
afterAll(() => {
  exact.close();
  windowed.close();
});

test.each(references)('$id: as the whole decode, in several blocks', async ({ voice, phonemes }) => {
  const utterance = { ...plain, voice: [{ name: voice, weight: 1 }] };
  const piece = { kind: 'segment' as const, phonemes, leadMs: 50, tailMs: 50 };
  const [whole, windows] = [
    await speak(exact, utterance, [piece]),
    await speak(windowed, utterance, [piece]),
  ];
  expect(windows.samples.length).toBe(whole.samples.length);
  expect(windows.reports[0]?.trimmedSamples).toBe(whole.reports[0]?.trimmedSamples);
  const distance = logSpectralDistance(whole.samples, windows.samples);
  const level = levelDb(windows.samples) - levelDb(whole.samples);
  console.log(`${voice}: ${distance.toFixed(2)} dB, level ${level.toFixed(2)} dB`);
  expect(distance).toBeLessThan(3.6);
  expect(Math.abs(level)).toBeLessThan(1.5);
});

test('any plan of windows gives the same samples: a segment behind a silence, or in front of it', async () => {
  const [reference] = references;
  if (!reference) throw new Error('no reference');
  const piece = { kind: 'segment' as const, phonemes: reference.phonemes, leadMs: 50, tailMs: 50 };
  const alone = await speak(windowed, plain, [piece]);
  const late = await speak(windowed, plain, [{ kind: 'pause', seconds: 0.5 }, piece]);
  expect(late.samples.subarray(12_000)).toEqual(alone.samples);
});

test('a mix is decoded in windows too, a subtracted voice whole', async () => {
  const [reference] = references;
  if (!reference) throw new Error('no reference');
  const piece = { kind: 'segment' as const, phonemes: reference.phonemes, leadMs: 50, tailMs: 50 };
  const terms = (weight: number) => [
    { name: 'af_heart', weight: 0.5 },
    { name: 'am_michael', weight },
  ];
  for (const weight of [0.5, -0.2]) {
    const voice = terms(weight);
    const [a, b] = [
      await speak(exact, { ...plain, voice }, [piece]),
      await speak(windowed, { ...plain, voice }, [piece]),
    ];
    expect(b.samples.length).toBe(a.samples.length);
    expect(logSpectralDistance(a.samples, b.samples)).toBeLessThan(weight > 0 ? 4 : 0.01);
  }
});
