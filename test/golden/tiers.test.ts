/** The decoder's arithmetics against each other: what `auto` may take must sound as single precision does. */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { AddonEngine } from '../../src/engine/native-engine.js';
import { openEngine, plain, speak, uncut } from '../harness/real-engine.js';
import { levelDb, logSpectralDistance } from '../harness/spectrum.js';

interface Reference {
  readonly id: string;
  readonly voice: string;
  readonly phonemes: string;
}

const references: Reference[] = JSON.parse(readFileSync('test/fixtures/model/reference.json', 'utf8'));
const chosen = references.filter(({ id }) => ['en-pangram', 'en-yes', 'gb-tea', 'zh-nihao'].includes(id));
const engines: AddonEngine[] = [];
afterAll(() => {
  for (const engine of engines) engine.close();
});

async function samplesOf(engine: AddonEngine, { voice, phonemes }: Reference): Promise<Float32Array> {
  return (await speak(engine, { ...plain, voice: [{ name: voice, weight: 1 }] }, [uncut(phonemes)])).samples;
}

function open(tier: 'auto' | 'fp32' | 'graph'): AddonEngine {
  const engine = openEngine({ tier });
  engines.push(engine);
  return engine;
}

const fp32 = open('fp32');

test('our kernels in single precision give the samples of the graph', async () => {
  const graph = open('graph');
  for (const reference of chosen.slice(0, 2)) {
    const [ours, theirs] = [await samplesOf(fp32, reference), await samplesOf(graph, reference)];
    const largest = ours.reduce(
      (most, sample, at) => Math.max(most, Math.abs(sample - (theirs[at] ?? 9))),
      0,
    );
    expect(largest).toBeLessThan(1e-3);
  }
});

describe('what auto takes on this machine', () => {
  const auto = open('auto');

  test.each(chosen)('sounds as single precision does: $id', async (reference) => {
    const [exact, fast] = [await samplesOf(fp32, reference), await samplesOf(auto, reference)];
    expect(fast.length).toBe(exact.length);
    const distance = logSpectralDistance(exact, fast);
    console.log(`${reference.id}: ${(await auto.ready).tier} against fp32, ${distance.toFixed(2)} dB`);
    expect(distance).toBeLessThan(1.7); // what another noise seed makes
    expect(Math.abs(levelDb(fast) - levelDb(exact))).toBeLessThan(0.1);
  });
});
