/** Voices without frozen statistics are decoded whole until the engine has calibrated them, then in windows. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import type { AddonEngine } from '../../src/engine/native-engine.js';
import { openEngine, plain } from '../harness/real-engine.js';

const folder = mkdtempSync(join(tmpdir(), 'kokoro-learned-'));
const learnedStatistics = join(folder, 'learned.table');
const calibration: string[] = JSON.parse(readFileSync('models/calibrate/sentences.json', 'utf8')).slice(0, 2);
const statistics = 'models/statistics/kokoro-v1.0-int8.table';
const options = { statistics, learnedStatistics, calibration };
const [reference] = JSON.parse(readFileSync('test/fixtures/model/reference.json', 'utf8'));
// A subtraction has no statistics of its own: no mean of its parts' stands for it.
const voice = [
  { name: 'af_heart', weight: 0.8 },
  { name: 'am_michael', weight: -0.2 },
];
const engines: AddonEngine[] = [];
afterAll(() => {
  for (const engine of engines) engine.close();
  rmSync(folder, { recursive: true });
});

/** Blocks of audio that a segment of several windows comes in. */
async function blocksOf(engine: AddonEngine): Promise<number> {
  const piece = { kind: 'segment' as const, phonemes: reference.phonemes, leadMs: 50, tailMs: 50 };
  let blocks = 0;
  const events = engine.speak({ ...plain, voice }, [piece].values(), new AbortController().signal);
  for await (const event of events) if (event.kind === 'audio') blocks++;
  return blocks;
}

test('a subtracted voice is learned while nobody speaks, and known after a restart', async () => {
  const first = openEngine(options);
  engines.push(first);
  const whole = await blocksOf(first);
  while (!existsSync(learnedStatistics)) await new Promise((resolve) => setTimeout(resolve, 200));
  const windowed = await blocksOf(first);
  expect(windowed).toBeGreaterThan(whole + 1);
  const second = openEngine(options);
  engines.push(second);
  expect(await blocksOf(second)).toBe(windowed);
}, 120_000);
