import { readFileSync } from 'node:fs';

import { afterAll, describe, expect, test } from '@jest/globals';
import { openEngine, plain, type Spoken, speak, uncut } from '../harness/real-engine.js';
import { levelDb, logSpectralDistance } from '../harness/spectrum.js';

interface Reference {
  readonly id: string;
  readonly voice: string;
  readonly speed: number;
  readonly phonemes: string;
  readonly tokens: number[];
  readonly durations: number[];
  readonly samples: number;
}

const references: Reference[] = JSON.parse(readFileSync('test/fixtures/model/reference.json', 'utf8'));
const engine = openEngine({ timbreRow: -1 });
afterAll(() => engine.close());

/** The graph's own samples, brought from its level to the one the model was trained at. */
function recorded(id: string): Float32Array {
  const bytes = readFileSync(`test/fixtures/model/${id}.audio.f32`);
  return new Float32Array(new Uint8Array(bytes).buffer).map((sample) => sample / 1.5);
}

function speakReference({ voice, speed, phonemes }: Reference): Promise<Spoken> {
  return speak(engine, { ...plain, voice: [{ name: voice, weight: 1 }], speed }, [uncut(phonemes)]);
}

describe.each(references)('$id', (reference) => {
  let spoken: Spoken;

  test('gives the model’s tokens', async () => {
    spoken = await speakReference(reference);
    expect([...(spoken.reports[0]?.tokens ?? [])]).toEqual(reference.tokens);
    expect(spoken.reports[0]?.dropped).toEqual([]);
  });

  test('lasts as long as the model says', () => {
    const { durations = [], stretch = 1 } = spoken.reports[0] ?? {};
    const frames = [...durations].reduce((sum, each) => sum + each, 0);
    expect(spoken.samples.length).toBe(Math.round((600 * frames) / stretch));
    if (reference.speed === 1) expect([...(spoken.reports[0]?.durations ?? [])]).toEqual(reference.durations);
    // Pads are not stretched with the rest: only what is spoken is compared.
    const inner = (durations: Iterable<number>): number =>
      [...durations].slice(1, -1).reduce((sum, each) => sum + each, 0);
    const ratio = inner(durations) / stretch / inner(reference.durations);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.06);
  });

  test('sounds as the whole graph does', () => {
    if (reference.speed !== 1) return expect(spoken.samples.length).toBeGreaterThan(24_000);
    const expected = recorded(reference.id);
    // The floor of two noise seeds is 1.7 dB, that of a turned source phase 2.7 dB.
    expect(logSpectralDistance(expected, spoken.samples)).toBeLessThan(2.7);
    expect(Math.abs(levelDb(spoken.samples) - levelDb(expected))).toBeLessThan(0.5);
  });

  test('does not clip', () => {
    expect(spoken.samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)).toBeLessThan(0.95);
  });
});

test('cuts a segment to its sound and the silences asked for', async () => {
  const [pangram] = references;
  if (!pangram) throw new Error('no reference');
  const piece = { ...uncut(pangram.phonemes), leadMs: 50, tailMs: 50 };
  const { samples, reports } = await speak(engine, plain, [piece]);
  const report = reports[0];
  expect(samples.length).toBe(report?.samples);
  expect(report?.trimmedSamples).toBeGreaterThan(4000);
  const at = (from: number, to: number): number => levelDb(samples.subarray(from, to));
  expect(at(0, 600)).toBeLessThan(-45);
  expect(at(samples.length - 240, samples.length)).toBeLessThan(-45);
  expect(at(0, 2400)).toBeGreaterThan(-45); // the first word begins within the first 100 ms
});

test('the same input, voice and seed give the same samples; another seed other ones of the same sound', async () => {
  const [pangram] = references;
  if (!pangram) throw new Error('no reference');
  const piece = uncut(pangram.phonemes);
  const one = await speak(engine, plain, [piece]);
  const again = await speak(engine, plain, [piece]);
  const other = await speak(engine, { ...plain, seed: 7 }, [piece]);
  expect(again.bytes.equals(one.bytes)).toBe(true);
  expect(other.bytes.equals(one.bytes)).toBe(false);
  expect(logSpectralDistance(one.samples, other.samples)).toBeLessThan(2.7);
});

test('a shifted pitch keeps the length and moves the fundamental by the asked semitones', async () => {
  const [pangram] = references;
  if (!pangram) throw new Error('no reference');
  const piece = uncut(pangram.phonemes);
  const natural = await speak(engine, plain, [piece]);
  const raised = await speak(engine, { ...plain, pitch: 4 }, [piece]);
  expect(raised.samples.length).toBe(natural.samples.length);
  const ratio = medianPeriod(natural.samples) / medianPeriod(raised.samples);
  expect(Math.abs(12 * Math.log2(ratio) - 4)).toBeLessThan(0.5);
});

/** Median over loud stretches of the lag (in samples) at which the wave best repeats itself, 80–500 Hz. */
function medianPeriod(wave: Float32Array): number {
  const lags: number[] = [];
  for (let start = 0; start + 2400 < wave.length; start += 1200) {
    const stretch = wave.subarray(start, start + 2400);
    if (levelDb(stretch) < -30) continue;
    lags.push(bestLag(stretch));
  }
  return lags.sort((a, b) => a - b)[Math.floor(lags.length / 2)] ?? 0;
}

function bestLag(stretch: Float32Array): number {
  let best = { lag: 0, score: Number.NEGATIVE_INFINITY };
  for (let lag = 48; lag <= 300; lag++) {
    let [product, power] = [0, 1e-9];
    for (let n = 0; n + lag < stretch.length; n++) {
      product += (stretch[n] ?? 0) * (stretch[n + lag] ?? 0);
      power += (stretch[n] ?? 0) ** 2 + (stretch[n + lag] ?? 0) ** 2;
    }
    if (product / power > best.score + 0.01) best = { lag, score: product / power };
  }
  return best.lag;
}
