/** The quality gate in small; `bench/quality` runs it with more sentences, voices and measures. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Decoded, decode } from '../../bench/quality/decode.js';
import { pitchError } from '../../bench/quality/fundamental.js';
import { cutPiece, type Line, linesOf, sentences, voices } from '../../bench/quality/material.js';
import { levelJumps, mean, placesBetween, quantile } from '../../bench/quality/seams.js';
import type { AddonEngine } from '../../src/engine/native-engine.js';
import { openEngine } from '../harness/real-engine.js';
import { levelDb, logSpectralDistance } from '../harness/spectrum.js';

const table = 'models/statistics/kokoro-v1.0-int8.table';
const statistics = existsSync(table) ? table : '';
const lines = linesOf([sentences[1], sentences[2], sentences[11]], voices.slice(0, 2));
const engines: AddonEngine[] = [];
afterAll(() => {
  for (const engine of engines) engine.close();
});

function open(options: Parameters<typeof openEngine>[0]): AddonEngine {
  const engine = openEngine(options);
  engines.push(engine);
  return engine;
}

async function decodeAll(engine: AddonEngine, pitch = 0): Promise<Decoded[]> {
  const decoded: Decoded[] = [];
  for (const { voice, segment } of lines)
    decoded.push(await decode(engine, cutPiece(segment.phonemes), { speaker: voice, pitch }));
  return decoded;
}

interface Pair {
  readonly line: Line;
  readonly reference: Decoded;
  readonly decoded: Decoded;
}

function paired(references: readonly Decoded[], all: readonly Decoded[]): Pair[] {
  return lines.flatMap((line, at) => {
    const [reference, decoded] = [references[at], all[at]];
    return reference && decoded ? [{ line, reference, decoded }] : [];
  });
}

function isExclamation({ text }: Line): boolean {
  return text.endsWith('!');
}

function distances(pairs: readonly Pair[]): number[] {
  return pairs.map(({ reference, decoded }) => logSpectralDistance(reference.samples, decoded.samples));
}

function jumps(pairs: readonly Pair[], between = false): number[] {
  return pairs.flatMap(({ reference, decoded }) => {
    const places = between ? placesBetween(decoded.seams, decoded.samples.length) : decoded.seams;
    return levelJumps(reference.samples, decoded.samples, places);
  });
}

const exactEngine = open({ tier: 'fp32' });
const fp32Engine = open({ tier: 'fp32', statistics });
const autoEngine = open({ tier: 'auto', statistics });
let exact: Decoded[] = [];
let fp32: Decoded[] = [];
let auto: Decoded[] = [];
beforeAll(async () => {
  exact = await decodeAll(exactEngine);
  fp32 = await decodeAll(fp32Engine);
  auto = await decodeAll(autoEngine);
}, 600_000);

describe('windows with frozen statistics, against the whole decode in single precision', () => {
  test('they are several, and as long as the whole', () => {
    for (const { reference, decoded } of paired(exact, fp32)) {
      expect(decoded.seams.length).toBeGreaterThan(1);
      expect(decoded.samples.length).toBe(reference.samples.length);
      expect(decoded.report.durations).toEqual(reference.report.durations);
    }
  });

  test('their spectra differ less than 2.7 dB on average', () => {
    const all = distances(paired(exact, fp32).filter(({ line }) => !isExclamation(line)));
    expect(mean(all)).toBeLessThan(2.7);
    expect(Math.max(...all)).toBeLessThan(3.6);
  }, 120_000);

  test('a short exclamation, whose own statistics are far from the voice’s, differs less than 5.5 dB', () => {
    const all = distances(paired(exact, fp32).filter(({ line }) => isExclamation(line)));
    expect(all.length).toBe(2);
    expect(Math.max(...all)).toBeLessThan(5.5);
  }, 120_000);

  test('their level differs less than half a decibel on average, 1.5 dB anywhere', () => {
    const levels = paired(exact, fp32).map(
      ({ reference, decoded }) => levelDb(decoded.samples) - levelDb(reference.samples),
    );
    expect(Math.abs(mean(levels))).toBeLessThan(0.5);
    expect(Math.max(...levels.map(Math.abs))).toBeLessThan(1.5);
  });

  test('the level steps no more at their seams than between them', () => {
    const pairs = paired(exact, fp32);
    const [seams, elsewhere] = [jumps(pairs), jumps(pairs, true)];
    expect(seams.length).toBeGreaterThan(6);
    expect(quantile(seams, 0.5)).toBeLessThan(quantile(elsewhere, 0.5) + 0.3);
    expect(Math.max(...seams)).toBeLessThan(4);
  });
});

describe('the arithmetic that auto takes, against single precision with the same statistics', () => {
  test('sounds the same, and steps nowhere', () => {
    const pairs = paired(fp32, auto);
    expect(mean(distances(pairs))).toBeLessThan(2.7);
    expect(Math.max(...jumps(pairs))).toBeLessThan(0.5);
  }, 120_000);
});

describe('the pitch', () => {
  test.each([-6, 6])(
    'moves by %d semitones: within 0.3 on average, half a semitone anywhere',
    async (semitones) => {
      const errors = paired(auto, await decodeAll(autoEngine, semitones)).map(({ reference, decoded }) =>
        pitchError(reference.samples, decoded.samples, semitones),
      );
      expect(Math.abs(mean(errors.map(({ error }) => error)))).toBeLessThan(0.3);
      for (const { error } of errors) expect(Math.abs(error)).toBeLessThan(0.5);
      expect(mean(errors.map(({ octaves }) => octaves))).toBeLessThan(0.1);
    },
    120_000,
  );
});
