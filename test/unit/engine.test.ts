import { describe, expect, test } from '@jest/globals';
import type { Piece, Utterance } from '../../src/engine/engine.js';
import type {
  NativeAddon,
  NativeEngineOptions,
  NativeListener,
  SegmentReport,
} from '../../src/engine/native.js';
import { AddonEngine, speechError } from '../../src/engine/native-engine.js';
import { SpeechError } from '../../src/errors.js';

const options: NativeEngineOptions = {
  modelName: 'test',
  modelDir: '',
  voicesDir: '',
  split: true,
  constants: {
    sourceWeights: new Float32Array(9),
    sourceBias: 0,
    sineAmplitude: 0,
    noiseVoiced: 0,
    noiseUnvoiced: 0,
    voicedThreshold: 0,
    gain: 1,
  },
  provider: 'cpu',
  tier: 'graph',
  threads: 1,
  workers: 1,
  capacity: 1,
  timbreRow: 120,
  statistics: '',
  learnedStatistics: '',
  calibration: [],
  weightsSha256: '',
};
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
const info = {
  model: 'test',
  provider: 'cpu',
  tier: 'graph',
  fallback: '',
  split: true,
  threads: 1,
  workers: 1,
  loadSec: 0,
};

/** An addon that notes what it is told and says what a test makes it say. */
function open(lookahead = 2) {
  const calls: string[] = [];
  let say: NativeListener = () => {};
  class Engine {
    constructor(_options: NativeEngineOptions, listener: NativeListener) {
      say = listener;
    }
    speak = ({ credit }: { credit: number }): number => calls.push(`speak ${credit}`);
    append = (id: number, { phonemes }: { phonemes: string }): void =>
      void calls.push(`append ${id} ${phonemes}`);
    appendSilence = (id: number, seconds: number): void => void calls.push(`silence ${id} ${seconds}`);
    finish = (id: number): void => void calls.push(`finish ${id}`);
    grant = (id: number, blocks: number): void => void calls.push(`grant ${id} ${blocks}`);
    cancel = (id: number): void => void calls.push(`cancel ${id}`);
    voices = (): string[] => ['af_heart'];
    unload = (): boolean => {
      calls.push('unload');
      return true;
    };
    close = (): void => void calls.push('close');
  }
  const addon: NativeAddon = {
    Engine,
    tokenize: () => ({ tokens: new Int32Array(), dropped: [] }),
    calibrateVoices: () => {},
    checkModel: () => {
      throw new Error('No model here.');
    },
    formats: ['pcm'],
    onnxRuntimeVersion: '0',
  };
  const engine = new AddonEngine(addon, options, lookahead);
  return { engine, calls, say };
}

function* segments(count: number): Generator<Piece, void> {
  for (let at = 0; at < count; at++) yield { kind: 'segment', phonemes: `p${at}`, leadMs: 0, tailMs: 0 };
}

const report = (segment: number): SegmentReport => ({
  segment,
  tokens: new Int32Array(4),
  durations: new Int32Array(4),
  startSample: 0,
  samples: 600,
  trimmedSamples: 0,
  stretch: 1,
  firstSound: 0,
  endOfSound: 0,
  dropped: [],
});
const end = { samples: 600, head: new Uint8Array(), headReplaces: 0, computeSec: 1, queueSec: 0 };
const never = new AbortController().signal;

test('hands over the first segments, and one more for each report that is read', async () => {
  const { engine, calls, say } = open(1);
  const events = engine.speak(utterance, segments(4), never);
  const first = events.next();
  expect(calls).toEqual(['speak 8', 'append 1 p0', 'append 1 p1']);

  say(1, 'segment', report(0));
  say(1, 'segment', report(1));
  expect(calls).toHaveLength(3);
  expect(await first).toMatchObject({ value: { kind: 'segment', report: { segment: 0 } } });
  expect(calls.slice(3)).toEqual(['append 1 p2']);
  await events.next();
  expect(calls.slice(4)).toEqual(['append 1 p3']);
});

test('finishes once, after the last piece', async () => {
  const { engine, calls, say } = open();
  const events = engine.speak(utterance, segments(1), never);
  const first = events.next();
  say(1, 'segment', report(0));
  say(1, 'segment', report(1));
  say(1, 'end', end);
  await first;
  await events.next();
  expect(await events.next()).toEqual({ done: true, value: end });
  expect(calls).toEqual(['speak 8', 'append 1 p0', 'finish 1']);
});

test('grants a block for each block that is read', async () => {
  const { engine, calls, say } = open();
  const events = engine.speak(utterance, segments(1), never);
  const first = events.next();
  say(1, 'audio', new Uint8Array([1]));
  say(1, 'audio', new Uint8Array([2]));
  expect(await first).toEqual({ done: false, value: { kind: 'audio', bytes: new Uint8Array([1]) } });
  expect(calls.filter((call) => call.startsWith('grant'))).toEqual(['grant 1 1']);
});

describe('cancels at once, and once', () => {
  test('when the signal aborts while somebody waits', async () => {
    const { engine, calls } = open();
    const client = new AbortController();
    const next = engine.speak(utterance, segments(1), client.signal).next();
    client.abort(new SpeechError('CANCELLED', 'The client left.'));
    await expect(next).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(calls.filter((call) => call.startsWith('cancel'))).toEqual(['cancel 1']);
  });

  test('when it aborts while nobody reads', async () => {
    const { engine, calls, say } = open();
    const client = new AbortController();
    const events = engine.speak(utterance, segments(1), client.signal);
    const first = events.next();
    say(1, 'audio', new Uint8Array([1]));
    await first;
    client.abort();
    expect(calls.at(-1)).toBe('cancel 1');
  });

  test('when the reader stops', async () => {
    const { engine, calls, say } = open();
    const events = engine.speak(utterance, segments(1), never);
    const first = events.next();
    say(1, 'audio', new Uint8Array([1]));
    await first;
    await events.return(end);
    expect(calls.at(-1)).toBe('cancel 1');
  });

  test('when the pieces cannot be made', async () => {
    const { engine, calls } = open();
    const broken = (function* (): Generator<Piece, void> {
      yield* segments(1);
      throw new SpeechError('TOO_MANY_SEGMENTS', 'Too many.');
    })();
    await expect(engine.speak(utterance, broken, never).next()).rejects.toMatchObject({
      code: 'TOO_MANY_SEGMENTS',
    });
    expect(calls.at(-1)).toBe('cancel 1');
  });
});

test('does not begin for a client that has left', async () => {
  const { engine, calls } = open();
  await expect(engine.speak(utterance, segments(1), AbortSignal.abort()).next()).rejects.toThrow();
  expect(calls).toEqual([]);
});

test('an utterance that failed is not cancelled, and its true words do not leave', async () => {
  const { engine, calls, say } = open();
  const next = engine.speak(utterance, segments(1), never).next();
  say(1, 'failed', Object.assign(new Error('bad node Conv_17'), { code: 'INFERENCE_FAILED' }));
  await expect(next).rejects.toMatchObject({
    code: 'INFERENCE_FAILED',
    message: 'Synthesis failed.',
    cause: { message: 'bad node Conv_17' },
  });
  expect(calls.some((call) => call.startsWith('cancel'))).toBe(false);
});

test('events of utterances nobody knows are dropped', () => {
  const { say } = open();
  expect(() => say(99, 'audio', new Uint8Array([1]))).not.toThrow();
});

test('is ready when the engine says so, and never when it says it failed', async () => {
  const good = open();
  good.say(0, 'ready', info);
  expect(await good.engine.ready).toEqual(info);

  const bad = open();
  bad.say(0, 'failed', Object.assign(new Error('no such file'), { code: 'MODEL_LOAD_FAILED' }));
  await expect(bad.engine.ready).rejects.toMatchObject({
    code: 'MODEL_LOAD_FAILED',
    message: 'no such file',
  });
});

test.each([
  [Object.assign(new Error('x'), { code: 'VOICE_NOT_FOUND' }), 'VOICE_NOT_FOUND', 'x'],
  [
    Object.assign(new Error('full'), { code: 'QUEUE_FULL' }),
    'QUEUE_FULL',
    'Synthesis queue is full. Try again shortly.',
  ],
  [Object.assign(new Error('x'), { code: 'ENOENT' }), 'INTERNAL', 'Internal error.'],
  ['text', 'INTERNAL', 'Internal error.'],
])('a failure of native code keeps its code if it is one of ours: %s', (error, code, message) => {
  expect(speechError(error)).toMatchObject({ code, message });
});
