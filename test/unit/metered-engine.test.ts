/** What probes and metrics learn by watching the engine. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Piece } from '../../src/engine/engine.js';
import { SpeechError } from '../../src/errors.js';
import { Log } from '../../src/log.js';
import { unloadWhenIdle } from '../../src/main/idle-unload.js';
import { MeteredEngine } from '../../src/main/metered-engine.js';
import { Metrics } from '../../src/metrics/metrics.js';
import { FakeEngine, type FakeOptions } from '../harness/fake-engine.js';
import { plain } from '../harness/real-engine.js';

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
afterEach(() => void jest.useRealTimers());

const pieces: Piece[] = [{ kind: 'segment', phonemes: 'wˈʌn.', leadMs: 0, tailMs: 0 }];
const log = new Log({ level: 'error', format: 'json', write: () => {} });

function metered(options: FakeOptions = {}) {
  const fake = new FakeEngine(options);
  const metrics = new Metrics();
  const engine = new MeteredEngine(fake, metrics);
  const speak = () => engine.speak(plain, pieces.values(), new AbortController().signal);
  return { fake, engine, metrics, speak };
}

async function toEnd(events: AsyncGenerator<unknown>): Promise<void> {
  for await (const _event of events);
}

test('an engine is stuck from the last thing it gave on, as long as somebody waits', async () => {
  const { engine, speak, metrics } = metered({ rtf: 1000 });
  expect(engine.stuckMs).toBe(0);
  const events = speak();
  expect((await events.next()).value).toMatchObject({ kind: 'segment' });
  jest.advanceTimersByTime(70_000);
  expect(engine.stuckMs).toBe(0);
  const waiting = events.next();
  jest.advanceTimersByTime(61_000);
  expect(engine.stuckMs).toBe(61_000);
  await jest.advanceTimersByTimeAsync(60_000);
  await waiting;
  expect(engine.stuckMs).toBe(0);
  metrics.close();
});

test('an engine without a model is broken until it speaks again', async () => {
  const { fake, engine, speak, metrics } = metered();
  jest.spyOn(fake, 'speak').mockImplementationOnce(async function* () {
    yield* [];
    throw new SpeechError('MODEL_LOAD_FAILED', 'No model.');
  });
  await expect(toEnd(speak())).rejects.toThrow('No model.');
  expect(engine.isBroken).toBe(true);
  await toEnd(speak());
  expect(engine.isBroken).toBe(false);
  metrics.close();
});

test('a failed run breaks no engine', async () => {
  const { engine, speak, metrics } = metered({ failsAt: 0 });
  await expect(toEnd(speak())).rejects.toThrow('Synthesis failed.');
  expect([engine.isBroken, engine.speaking]).toEqual([false, 0]);
  metrics.close();
});

test('the model is given up when nobody has spoken for as long as the operator says, and not while somebody does', async () => {
  const { fake, engine, speak, metrics } = metered();
  unloadWhenIdle(engine, 30, log);
  const events = speak();
  await events.next();
  jest.advanceTimersByTime(60_000);
  expect(fake.isLoaded).toBe(true);
  await toEnd(events);
  jest.advanceTimersByTime(29_000);
  expect(fake.isLoaded).toBe(true);
  jest.advanceTimersByTime(11_000);
  expect(fake.isLoaded).toBe(false);
  metrics.close();
});

test('an operator who sets no time keeps the model', async () => {
  const { fake, engine, metrics } = metered();
  unloadWhenIdle(engine, 0, log);
  jest.advanceTimersByTime(10_000_000);
  expect(fake.isLoaded).toBe(true);
  metrics.close();
});
