import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Engine, EngineEvent } from '../../src/engine/engine.js';
import type { EngineInfo, UtteranceEnd } from '../../src/engine/native.js';
import { Admission } from '../../src/speech/admission.js';
import { Speaker } from '../../src/speech/speaker.js';
import type { SpeechRequest } from '../../src/speech/speech-request.js';
import { FakeFrontEnd } from '../harness/fake-front-end.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const info: EngineInfo = {
  model: 'test',
  provider: 'cpu',
  tier: 'graph',
  fallback: '',
  split: true,
  threads: 1,
  workers: 1,
  loadSec: 0,
};
const tokens = new Int32Array(4);
const report = {
  segment: 0,
  tokens,
  durations: tokens,
  startSample: 0,
  samples: 600,
  trimmedSamples: 0,
  stretch: 1,
  firstSound: 0,
  endOfSound: 0,
  dropped: [],
};

/** An engine that says so much, and then nothing until it is cancelled. */
class SilentEngine implements Engine {
  constructor(
    private readonly says: readonly EngineEvent[] = [],
    readonly ready: Promise<EngineInfo> = Promise.resolve(info),
  ) {}

  readonly formats = ['pcm'] as const;
  readonly isLoaded = true;
  unload = async (): Promise<void> => {};

  voices = (): readonly string[] => ['af_heart'];

  async *speak(
    _utterance: unknown,
    _pieces: unknown,
    signal: AbortSignal,
  ): AsyncGenerator<EngineEvent, UtteranceEnd> {
    yield* this.says;
    return new Promise<UtteranceEnd>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  }

  close(): void {}
}

const request: SpeechRequest = {
  text: 'Hello there.',
  voice: 'af_heart',
  language: undefined,
  speed: 1,
  pitch: undefined,
  volume: 1,
  seed: 0,
  initialSilence: 0,
  format: 'pcm',
  sampleRate: 24_000,
  bitrateKbps: 0,
  streamed: true,
  firstSegmentTokens: undefined,
};

const control = { pauseTags: true, maxPauseSec: 60, voiceTags: true, ssml: true, ssmlMaxDepth: 10 };

function open(engine: Engine) {
  const admission = new Admission({ workers: 1, queue: 2, maxWaitSec: 30 });
  const speaker = new Speaker(engine, new FakeFrontEnd(), admission, {
    edges: { leadMs: 50, paddingMs: 410, multipliers: {} },
    defaultLanguage: undefined,
    defaultVolume: 1,
    normalisesWeights: true,
    firstSegmentTokens: 40,
    text: { normalizes: true, compat: undefined, packing: {}, control },
    maxBufferedAudioSec: 1800,
    maxTotalPauseSec: 600,
    queueMaxWaitSec: 30,
  });
  const client = new AbortController();
  const listener = { signal: client.signal, receivedAt: performance.now(), note: () => {} };
  /** Settles to the failure's code, without waiting for it. */
  const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => 'no failure',
      (error: unknown) => Reflect.get(Object(error), 'code'),
    );
  return { speaker, admission, client, listener, codeOf };
}

describe('gives up', () => {
  test('an engine that does not get ready, after 30 s', async () => {
    const { speaker, listener, codeOf } = open(new SilentEngine([], new Promise(() => {})));
    const code = codeOf(speaker.speak(request, listener));
    await jest.advanceTimersByTimeAsync(29_900);
    expect(await Promise.race([code, 'waits'])).toBe('waits');
    await jest.advanceTimersByTimeAsync(200);
    expect(await code).toBe('NOT_READY');
  });

  test('a first audio that does not come, after 15 s and twice the estimate, and frees its place', async () => {
    const { speaker, admission, listener, codeOf } = open(new SilentEngine());
    const code = codeOf(speaker.speak(request, listener));
    await jest.advanceTimersByTimeAsync(15_000);
    expect(admission.active).toBe(1);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await code).toBe('DEADLINE_EXCEEDED');
    expect(admission.active).toBe(0);
  });

  test('its place in a queue that does not move, after the longest wait', async () => {
    const { speaker, admission, listener, codeOf } = open(new SilentEngine());
    admission.admit('stream', 1);
    const code = codeOf(speaker.speak(request, listener));
    await jest.advanceTimersByTimeAsync(29_900);
    expect(admission.active).toBe(2);
    await jest.advanceTimersByTimeAsync(200);
    expect(await code).toBe('QUEUE_TIMEOUT');
    expect(admission.active).toBe(1);
  });

  test('an utterance that stops in the middle; the time its reader takes does not count', async () => {
    const audio: EngineEvent = { kind: 'audio', bytes: new Uint8Array([1, 2]) };
    const { speaker, admission, listener, codeOf } = open(
      new SilentEngine([{ kind: 'segment', report }, audio]),
    );
    const speech = await speaker.speak(request, listener);
    const bytes = speech.audio();
    expect((await bytes.next()).value).toEqual(new Uint8Array([1, 2]));
    await jest.advanceTimersByTimeAsync(600_000);
    expect(admission.active).toBe(1);
    const code = codeOf(bytes.next());
    await jest.advanceTimersByTimeAsync(60_000);
    expect(await code).toBe('DEADLINE_EXCEEDED');
    expect(admission.active).toBe(0);
  });
});

test('a client that leaves while it waits frees its place', async () => {
  const { speaker, admission, client, listener, codeOf } = open(new SilentEngine());
  const code = codeOf(speaker.speak(request, listener));
  await jest.advanceTimersByTimeAsync(10);
  client.abort();
  expect(await code).toBe('CANCELLED');
  expect(admission.active).toBe(0);
});

test('an utterance that ends without a sound is refused, whatever silence it had', async () => {
  const silence: EngineEvent[] = [
    { kind: 'segment', report: { ...report, tokens: new Int32Array() } },
    { kind: 'audio', bytes: new Uint8Array(480) },
  ];
  class Mute extends SilentEngine {
    override async *speak(): AsyncGenerator<EngineEvent, UtteranceEnd> {
      yield* silence;
      return { samples: 240, head: new Uint8Array(), headReplaces: 0, computeSec: 0, queueSec: 0 };
    }
  }
  const { speaker, admission, listener, codeOf } = open(new Mute());
  expect(await codeOf(speaker.speak(request, listener))).toBe('UNSPEAKABLE_TEXT');
  expect(admission.active).toBe(0);
});
