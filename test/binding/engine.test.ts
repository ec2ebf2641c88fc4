import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

import { afterAll, describe, expect, test } from '@jest/globals';
import type {
  NativeAddon,
  NativeEngine,
  NativeEngineOptions,
  NativeUtterance,
} from '../../src/engine/native.js';
import { tinyModelDir, tinyVoicesDir } from '../harness/assets.js';

const addonPath = resolve('build/Release/tts.node');
const addon: NativeAddon = createRequire(import.meta.url)(addonPath);

const options: NativeEngineOptions = {
  modelName: 'tiny',
  modelDir: tinyModelDir,
  voicesDir: tinyVoicesDir,
  split: true,
  constants: {
    sourceWeights: Float32Array.from([1, 0, 0, 0, 0, 0, 0, 0, 0]),
    sourceBias: 0,
    sineAmplitude: 0.1,
    noiseVoiced: 0.003,
    noiseUnvoiced: 0.03,
    voicedThreshold: 10,
    gain: 1,
  },
  provider: 'cpu',
  tier: 'auto',
  threads: 1,
  workers: 1,
  capacity: 8,
  timbreRow: 120,
  statistics: '',
  learnedStatistics: '',
  calibration: [],
  weightsSha256: '',
};

const utterance: NativeUtterance = {
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
  credit: 100,
};

type Event = [id: number, kind: string, payload: unknown];

/** An engine whose events can be awaited. */
class Listening {
  readonly events: Event[] = [];
  readonly engine: NativeEngine;
  #wake = (): void => {};

  constructor(changes: Partial<NativeEngineOptions> = {}) {
    const listener = (...event: Event): void => {
      this.events.push(event);
      this.#wake();
    };
    this.engine = new addon.Engine({ ...options, ...changes }, listener);
  }

  /** All events of an utterance, once the last one is there. */
  async all(id: number): Promise<Event[]> {
    const isLast = ([, kind]: Event): boolean => ['ready', 'end', 'failed'].includes(kind);
    for (;;) {
      const own = this.events.filter(([of]) => of === id);
      if (own.some(isLast)) return own;
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
  }

  speak(phonemes: string, segments = 1, changes: Partial<NativeUtterance> = {}): number {
    const id = this.engine.speak({ ...utterance, ...changes });
    for (let i = 0; i < segments; i++) this.engine.append(id, { phonemes, leadMs: 20, tailMs: 20 });
    this.engine.finish(id);
    return id;
  }
}

const listening = new Listening();
afterAll(() => listening.engine.close());

const kinds = (events: Event[]): string[] => events.map(([, kind]) => kind);

describe('an engine', () => {
  test('says that it is ready, and what it is', async () => {
    expect(await listening.all(0)).toEqual([
      [
        0,
        'ready',
        expect.objectContaining({ model: 'tiny', provider: 'CPUExecutionProvider', split: true, threads: 1 }),
      ],
    ]);
  });

  test('lists its voices', () => {
    expect(listening.engine.voices()).toEqual(['af_heart', 'am_michael', 'bf_emma']);
  });

  test('gives a report, audio, and one end, in that order', async () => {
    const events = await listening.all(listening.speak('həlˈO', 2));
    expect(kinds(events).filter((kind) => kind !== 'audio')).toEqual(['segment', 'segment', 'end']);
    expect(kinds(events).indexOf('segment')).toBeLessThan(kinds(events).indexOf('audio'));
    const bytes = events.flatMap(([, kind, payload]) => (kind === 'audio' ? [payload as Uint8Array] : []));
    const total = bytes.reduce((sum, block) => sum + block.length, 0);
    expect(events.at(-1)?.[2]).toMatchObject({ samples: total / 2, head: new Uint8Array(0) });
  });

  test('gives the true header of an answer that is not streamed', async () => {
    const events = await listening.all(listening.speak('həlˈO', 1, { format: 'wav', streamed: false }));
    const end = events.at(-1)?.[2] as { head: Uint8Array; samples: number };
    expect(Buffer.from(end.head).toString('latin1', 0, 4)).toBe('RIFF');
    expect(Buffer.from(end.head).readUInt32LE(40)).toBe(end.samples * 2);
  });

  test('ends a cancelled utterance with CANCELLED and speaks the next', async () => {
    const id = listening.speak('a'.repeat(500), 40);
    listening.engine.cancel(id);
    expect((await listening.all(id)).at(-1)).toEqual([
      id,
      'failed',
      expect.objectContaining({ code: 'CANCELLED' }),
    ]);
    expect(kinds(await listening.all(listening.speak('a')))).toContain('end');
  });

  test('refuses more than its capacity', () => {
    const ids = Array.from({ length: 8 }, () => listening.engine.speak({ ...utterance, credit: 0 }));
    expect(() => listening.engine.speak(utterance)).toThrow(expect.objectContaining({ code: 'QUEUE_FULL' }));
    for (const id of ids) listening.engine.cancel(id);
  });

  test('says that it cannot load, and why', async () => {
    const broken = new Listening({ modelDir: 'nowhere' });
    const [event] = await broken.all(0);
    expect(event).toEqual([0, 'failed', expect.objectContaining({ code: 'MODEL_LOAD_FAILED' })]);
    expect(() => broken.engine.speak(utterance)).toThrow(
      expect.objectContaining({ code: 'MODEL_LOAD_FAILED' }),
    );
    broken.engine.close();
  });

  test('speaks no more once closed', async () => {
    const other = new Listening();
    const id = other.speak('a'.repeat(400), 40);
    other.engine.close();
    expect((await other.all(id)).at(-1)?.[1]).toBe('failed');
    expect(() => other.engine.speak(utterance)).toThrow(expect.objectContaining({ code: 'ENGINE_CLOSED' }));
    other.engine.close();
  });
});

describe('wrong arguments', () => {
  const wrong: [what: string, call: () => unknown, message: RegExp][] = [
    ['no options', () => new addon.Engine(undefined as never, () => {}), /options/],
    ['no listener', () => new addon.Engine(options, undefined as never), /listener/],
    ['threads of 0', () => new addon.Engine({ ...options, threads: 0 }, () => {}), /options\.threads/],
    ['half a thread', () => new addon.Engine({ ...options, threads: 1.5 }, () => {}), /whole number/],
    [
      'too few weights',
      () =>
        new addon.Engine(
          { ...options, constants: { ...options.constants, sourceWeights: new Float32Array(3) } },
          () => {},
        ),
      /9 numbers/,
    ],
    ['no voice', () => listening.engine.speak({ ...utterance, voice: [] }), /at least one voice/],
    [
      'a voice without a name',
      () => listening.engine.speak({ ...utterance, voice: [{ weight: 1 } as never] }),
      /voice\[0\]\.name/,
    ],
    [
      'an unknown voice',
      () => listening.engine.speak({ ...utterance, voice: [{ name: 'x', weight: 1 }] }),
      /'x' not found/,
    ],
    [
      'speed as text',
      () => listening.engine.speak({ ...utterance, speed: 'fast' as never }),
      /utterance\.speed/,
    ],
    ['speed NaN', () => listening.engine.speak({ ...utterance, speed: Number.NaN }), /utterance\.speed/],
    ['a negative seed', () => listening.engine.speak({ ...utterance, seed: -1 }), /utterance\.seed/],
    [
      'an unknown format',
      () => listening.engine.speak({ ...utterance, format: 'xyz' as never }),
      /utterance\.format/,
    ],
    [
      'phonemes of a number',
      () => listening.engine.append(1, { phonemes: 5 as never, leadMs: 0, tailMs: 0 }),
      /phonemes/,
    ],
    ['an endless silence', () => listening.engine.appendSilence(1, Number.POSITIVE_INFINITY), /seconds/],
    ['an id of text', () => listening.engine.cancel('1' as never), /id/],
    ['a folder of a number', () => addon.checkModel(5 as never, []), /folder/],
    ['phonemes to tokenise of null', () => addon.tokenize(null as never), /phonemes/],
  ];

  test.each(wrong)('%s: the error names what is wrong', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

test('phonemes become tokens; lone surrogates and unknown symbols are reported', () => {
  expect(addon.tokenize('həlˈO')).toEqual({ tokens: Int32Array.from([50, 83, 54, 156, 31]), dropped: [] });
  expect(addon.tokenize('a\ud800☃')).toEqual({ tokens: Int32Array.from([43]), dropped: ['\ufffd', '☃'] });
});

/** Runs a script against the addon in a process of its own; resolves with its exit code, or the signal that ended it. */
function exitOf(script: string): Promise<number | NodeJS.Signals | null> {
  const child = spawn(process.execPath, ['-e', prelude() + script], { stdio: 'inherit' });
  return new Promise((settle) => child.on('exit', (code, signal) => settle(code ?? signal)));
}

describe('a process', () => {
  test('ends by itself when its engine is idle', async () => {
    expect(await exitOf('open()')).toBe(0);
  });

  test('stays until its utterance has ended', async () => {
    const script =
      'let ended = false; const engine = open((id, kind) => { if (kind === "end") ended = true; }); say(engine); process.on("exit", () => { process.exitCode = ended ? 7 : 1; })';
    expect(await exitOf(script)).toBe(7);
  });

  test('may exit while it speaks', async () => {
    expect(await exitOf('say(open((id, kind) => { if (kind === "audio") process.exit(5); }))')).toBe(5);
  });

  test('may exit while its model loads', async () => {
    expect(await exitOf('say(open()); process.exit(6)')).toBe(6);
  });

  test('survives worker threads that are terminated while they speak', async () => {
    const script = `
      const { Worker, isMainThread } = require('node:worker_threads');
      const code = prelude + 'say(open((id, kind) => { if (kind === "audio") require("node:worker_threads").parentPort.postMessage(1); }))';
      (async () => { for (let i = 0; i < 5; i++) { const worker = new Worker(code, { eval: true }); await new Promise((done) => worker.once('message', done)); await worker.terminate(); } process.exit(3); })();
    `;
    expect(await exitOf(`const prelude = ${JSON.stringify(prelude())}; ${script}`)).toBe(3);
  });

  test('a listener that throws does not end the engine', async () => {
    const script =
      'process.on("uncaughtException", () => {}); const engine = open((id, kind) => { if (kind === "end") process.exit(4); throw new Error("listener"); }); say(engine);';
    expect(await exitOf(script)).toBe(4);
  });
});

/** What a script of a process of its own starts with. */
function prelude(): string {
  return `
    const addon = require(${JSON.stringify(addonPath)});
    const options = { ...${JSON.stringify(options)} };
    options.constants.sourceWeights = Float32Array.from([1,0,0,0,0,0,0,0,0]);
    const utterance = ${JSON.stringify(utterance)};
    const open = (listener = () => {}) => new addon.Engine(options, listener);
    const say = (engine) => { const id = engine.speak(utterance); for (let i = 0; i < 8; i++) engine.append(id, { phonemes: 'a'.repeat(400), leadMs: 0, tailMs: 0 }); engine.finish(id); };
  `;
}
