/** An utterance that has begun to sound: its first audio is there, the rest is pulled by whoever reads it. */
import type { EngineEvent } from '../engine/engine.js';
import type { SegmentReport, UtteranceEnd } from '../engine/native.js';
import { SpeechError } from '../errors.js';
import type { Language } from '../text/languages.js';
import type { Deadline } from './deadline.js';
import type { SpokenPiece } from './pieces.js';
import type { SpeechEvent, SpokenPart } from './spoken-part.js';
import { silentPart, spokenSegment } from './word-times.js';

/** Samples of one frame, the unit of durations: 25 ms. */
const frameSamples = 600;
/** Longest wait for the engine's next event, in ms. */
const stuckMs = 60_000;

/** What a log line tells of a finished utterance. */
export interface SpeechSummary {
  readonly audioSec: number;
  readonly computeSec: number;
  readonly queueMs: number;
}

export interface SpeechParts {
  readonly voice: string;
  readonly language: Language;
  readonly model: string;
  /** Times until the first audio, in ms: waiting for the engine, making phonemes, synthesis of the first block. */
  readonly timing: { readonly queueMs: number; readonly frontEndMs: number; readonly firstMs: number };
  /** Events up to and including the first audio of speech. */
  readonly opening: readonly EngineEvent[];
  readonly events: AsyncGenerator<EngineEvent, UtteranceEnd>;
  /** What the engine was given and has not reported yet, in order. */
  readonly pieces: SpokenPiece[];
  readonly deadline: Deadline;
  /** Time the engine has for the rest, in ms, not counting how long the reader takes. */
  readonly budgetMs: number;
  /** Hears of every segment once, and of the end. */
  readonly onReport: (report: SegmentReport) => void;
  readonly onEnd: (end: UtteranceEnd) => void;
}

export class Speech {
  readonly voice: string;
  readonly language: Language;
  readonly model: string;
  readonly timing: SpeechParts['timing'];
  readonly #parts: SpeechParts;
  #phonemeTokens = 0;
  #samples = 0;
  #budgetMs: number;

  constructor(parts: SpeechParts) {
    this.#parts = parts;
    this.#budgetMs = parts.budgetMs;
    ({ voice: this.voice, language: this.language, model: this.model, timing: this.timing } = parts);
  }

  /** Phoneme tokens spoken so far, without pads. */
  get phonemeTokens(): number {
    return this.#phonemeTokens;
  }

  /** Frames of 25 ms made so far. */
  get frames(): number {
    return Math.round(this.#samples / frameSamples);
  }

  /** Seconds of audio made so far. */
  get audioSec(): number {
    return this.#samples / (frameSamples * 40);
  }

  /** The bytes, container included; to be read once, here or by `events`. Leaving early cancels. Throws SpeechError. */
  async *audio(): AsyncGenerator<Uint8Array, UtteranceEnd> {
    const events = this.events();
    try {
      for (;;) {
        const next = await events.next();
        if (next.done) return next.value;
        if (next.value.kind === 'audio') yield next.value.bytes;
      }
    } finally {
      await events.return(noEnd);
    }
  }

  /** What is spoken when, and the bytes. To be read once. Leaving early cancels. Throws SpeechError. */
  async *events(): AsyncGenerator<SpeechEvent, UtteranceEnd> {
    const { opening, deadline, onEnd } = this.#parts;
    try {
      for (const event of opening) yield this.#taken(event);
      for (;;) {
        const next = await this.#next();
        if (next.done) {
          onEnd(next.value);
          return next.value;
        }
        yield this.#taken(next.value);
      }
    } finally {
      deadline.abort(new SpeechError('CANCELLED', 'Nobody reads on.'));
    }
  }

  async #next(): Promise<IteratorResult<EngineEvent, UtteranceEnd>> {
    const askedAt = performance.now();
    const isStuck = stuckMs < this.#budgetMs;
    const late = (): SpeechError =>
      isStuck
        ? new SpeechError('INFERENCE_FAILED', 'Synthesis failed.', {
            cause: new Error(`No progress for ${stuckMs} ms`),
          })
        : new SpeechError('DEADLINE_EXCEEDED', 'Synthesis took too long.');
    const { deadline, events } = this.#parts;
    const next = await deadline.wait(events.next(), Math.min(stuckMs, this.#budgetMs), late);
    this.#budgetMs -= performance.now() - askedAt;
    return next;
  }

  /** Counts a report. */
  #taken(event: EngineEvent): SpeechEvent {
    if (event.kind === 'audio') return event;
    const { report } = event;
    this.#phonemeTokens += Math.max(report.tokens.length - 2, 0);
    this.#samples += report.samples;
    this.#parts.onReport(report);
    return { kind: 'part', part: partOf(this.#parts.pieces.shift(), report) };
  }
}

function partOf(piece: SpokenPiece | undefined, report: SegmentReport): SpokenPart {
  if (piece?.span?.kind === 'segment') return spokenSegment(piece.span, report, piece.voice);
  return silentPart(report, piece?.span ?? { start: 0, end: 0 }, piece?.voice);
}

/** What an answer that nobody reads to its end came to. */
const noEnd: UtteranceEnd = {
  samples: 0,
  head: new Uint8Array(),
  headReplaces: 0,
  computeSec: 0,
  queueSec: 0,
};
