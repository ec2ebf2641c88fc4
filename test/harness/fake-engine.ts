/** A deterministic engine without a model: a sine per segment, at a set real-time factor, behind the same interface. */
import type { Engine, EngineEvent, Piece, Utterance } from '../../src/engine/engine.js';
import type { EngineInfo, UtteranceEnd } from '../../src/engine/native.js';
import { SpeechError } from '../../src/errors.js';
import { wavHeader } from './wav-header.js';

/** Samples a phoneme token makes: 2 frames of 600. */
const samplesPerToken = 1200;
const sampleRate = 24_000;
/** Samples of one block: 100 ms. */
const blockSamples = 2400;

export interface FakeOptions {
  /** Compute seconds per audio second; 0: as fast as it is read. */
  readonly rtf?: number;
  readonly voices?: readonly string[];
  /** Resolves when the engine is ready; at once unless told. */
  readonly ready?: Promise<EngineInfo>;
  /** Segments whose turn fails with INFERENCE_FAILED, by index. */
  readonly failsAt?: number;
}

const info: EngineInfo = {
  model: 'fake',
  provider: 'cpu',
  tier: 'graph',
  fallback: '',
  split: true,
  threads: 1,
  workers: 1,
  loadSec: 0,
};

export class FakeEngine implements Engine {
  readonly ready: Promise<EngineInfo>;
  readonly formats = ['wav', 'pcm'] as const;
  /** Utterances that speak now, and all that ever began, as they were asked. */
  speaking = 0;
  readonly asked: { utterance: Utterance; pieces: Piece[] }[] = [];
  #idle: (() => void)[] = [];

  constructor(readonly options: FakeOptions = {}) {
    this.ready = options.ready ?? Promise.resolve(info);
    this.ready.catch(() => {});
  }

  /** Resolves when nobody speaks. */
  idle(): Promise<void> {
    return this.speaking === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  isLoaded = true;

  async unload(): Promise<void> {
    this.isLoaded = false;
  }

  voices(): readonly string[] {
    return (
      this.options.voices ?? ['af_alloy', 'af_bella', 'af_heart', 'af_sky', 'am_onyx', 'bf_emma', 'ef_dora']
    );
  }

  async *speak(
    utterance: Utterance,
    pieces: Iterator<Piece | undefined, void>,
    signal: AbortSignal,
  ): AsyncGenerator<EngineEvent, UtteranceEnd> {
    signal.throwIfAborted();
    const asked: Piece[] = [];
    this.asked.push({ utterance, pieces: asked });
    this.speaking++;
    this.isLoaded = true;
    // Like the addon, frees the place at once when cancelled, and not when the reader comes back.
    const leave = once(() => this.#leave());
    signal.addEventListener('abort', leave, { once: true });
    try {
      let samples = 0;
      if (utterance.format === 'wav') yield audio(wavHeader(undefined));
      for (let next = pieces.next(); !next.done; next = pieces.next()) {
        if (next.value === undefined) continue;
        asked.push(next.value);
        if (asked.length - 1 === this.options.failsAt)
          throw new SpeechError('INFERENCE_FAILED', 'Synthesis failed.');
        const made = samplesOf(next.value, utterance.speed);
        yield report(asked.length - 1, next.value, samples, made);
        for (let at = 0; at < made; at += blockSamples) {
          await this.#compute(Math.min(blockSamples, made - at), signal);
          yield audio(block(next.value, at, Math.min(blockSamples, made - at)));
        }
        samples += made;
      }
      const head = utterance.format === 'wav' && !utterance.streamed ? wavHeader(samples) : new Uint8Array();
      const computeSec = (samples / sampleRate) * (this.options.rtf ?? 0);
      return { samples, head, headReplaces: head.length, computeSec, queueSec: 0 };
    } finally {
      signal.removeEventListener('abort', leave);
      leave();
    }
  }

  close(): void {}

  /** Lets the time pass that so many samples take. */
  async #compute(samples: number, signal: AbortSignal): Promise<void> {
    const ms = (samples / sampleRate) * 1000 * (this.options.rtf ?? 0);
    if (ms === 0) {
      await new Promise(setImmediate);
      signal.throwIfAborted();
      return;
    }
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal.addEventListener('abort', wake);
    });
    signal.throwIfAborted();
  }

  #leave(): void {
    this.speaking--;
    if (this.speaking === 0) for (const wake of this.#idle.splice(0)) wake();
  }
}

function samplesOf(piece: Piece, speed: number): number {
  if (piece.kind === 'pause') return Math.round(piece.seconds * sampleRate);
  return Math.round((piece.phonemes.length * samplesPerToken) / speed);
}

/** Sounds from its first to its last sample. */
const unstretched = { trimmedSamples: 0, stretch: 1, firstSound: 0, endOfSound: Number.MAX_SAFE_INTEGER };

function report(segment: number, piece: Piece, startSample: number, samples: number): EngineEvent {
  const length = piece.kind === 'pause' ? 0 : piece.phonemes.length + 2;
  const tokens = new Int32Array(length).fill(1);
  const durations = new Int32Array(length).fill(2);
  return {
    kind: 'segment',
    report: { segment, tokens, durations, startSample, samples, ...unstretched, dropped: [] },
  };
}

function audio(bytes: Uint8Array): EngineEvent {
  return { kind: 'audio', bytes };
}

/** A 440 Hz sine at a quarter of full scale, or silence. */
function block(piece: Piece, from: number, count: number): Uint8Array {
  const pcm = new Int16Array(count);
  if (piece.kind === 'segment') {
    for (let at = 0; at < count; at++)
      pcm[at] = 8191 * Math.sin((2 * Math.PI * 440 * (from + at)) / sampleRate);
  }
  return new Uint8Array(pcm.buffer);
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}
