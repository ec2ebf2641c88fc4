/** The engine with somebody who counts what it does; otherwise the same. */
import type { Engine, EngineEvent, Piece, Utterance } from '../engine/engine.js';
import type { EngineInfo, NativeFormat, SegmentReport, UtteranceEnd } from '../engine/native.js';
import { type FailureCode, SpeechError } from '../errors.js';
import type { Metrics } from '../metrics/metrics.js';
import { languageOfVoice } from '../text/languages.js';

const sampleRate = 24_000;
/** Failures that the next utterance will have, too. */
const withoutModel: ReadonlySet<FailureCode> = new Set(['MODEL_LOAD_FAILED', 'ENGINE_CLOSED']);

export class MeteredEngine implements Engine {
  /** Utterances the engine has begun and not ended, and runs of the model since the start. */
  speaking = 0;
  runs = 0;
  /** Mean compute of a run of the utterance that ended last, in ms; null until one has. */
  lastRunMs: number | null = null;
  /** True from a failure to have a model until something is spoken again. */
  isBroken = false;
  /** Readers that wait for the engine, and when it last gave one of them something. */
  #awaited = 0;
  #lastProgress = 0;
  #endedAt = performance.now();
  #isLoadCounted = true;

  constructor(
    private readonly engine: Engine,
    private readonly metrics: Metrics,
  ) {
    engine.ready.then(
      () => metrics.modelLoads.inc(),
      () => {}, // whoever asked for the engine is told
    );
  }

  /** How long the engine has given nothing to anybody although somebody waits, in ms. */
  get stuckMs(): number {
    return this.#awaited > 0 ? performance.now() - this.#lastProgress : 0;
  }

  /** How long nobody has spoken, in ms. */
  get idleMs(): number {
    return this.speaking > 0 ? 0 : performance.now() - this.#endedAt;
  }

  get isLoaded(): boolean {
    return this.engine.isLoaded;
  }

  get formats(): readonly NativeFormat[] {
    return this.engine.formats;
  }

  get ready(): Promise<EngineInfo> {
    return this.engine.ready;
  }

  voices(): readonly string[] {
    return this.engine.voices();
  }

  async *speak(
    utterance: Utterance,
    pieces: Iterator<Piece | undefined, void>,
    signal: AbortSignal,
  ): AsyncGenerator<EngineEvent, UtteranceEnd> {
    const language = languageOfVoice(utterance.voice[0]?.name ?? '') ?? 'unknown';
    const events = this.engine.speak(utterance, pieces, signal);
    let runs = 0;
    this.speaking++;
    try {
      for (;;) {
        const next = await this.#progress(events.next());
        if (next.done) {
          this.#ended(next.value, runs, utterance.streamed);
          return next.value;
        }
        if (next.value.kind === 'segment' && this.#reported(next.value.report, language)) runs++;
        yield next.value;
      }
    } catch (error) {
      if (error instanceof SpeechError && withoutModel.has(error.code)) this.isBroken = true;
      throw error;
    } finally {
      this.speaking--;
      this.#endedAt = performance.now();
      await events.return(nothing);
    }
  }

  async unload(): Promise<void> {
    await this.engine.unload();
    this.#isLoadCounted = false;
  }

  close(): void {
    this.engine.close();
  }

  async #progress<Event>(event: Promise<Event>): Promise<Event> {
    if (this.#awaited === 0) this.#lastProgress = performance.now();
    this.#awaited++;
    try {
      return await event;
    } finally {
      this.#awaited--;
      this.#lastProgress = performance.now();
    }
  }

  /** Counts a segment or silence; true if the model was run for it. */
  #reported({ tokens, samples }: SegmentReport, language: string): boolean {
    this.metrics.audioSeconds.inc({ language }, samples / sampleRate);
    if (tokens.length === 0) return false;
    if (!this.#isLoadCounted) this.metrics.modelLoads.inc();
    this.#isLoadCounted = true;
    this.isBroken = false;
    this.runs++;
    this.metrics.tokens.inc({ language }, Math.max(tokens.length - 2, 0));
    return true;
  }

  #ended({ samples, computeSec, queueSec }: UtteranceEnd, runs: number, streamed: boolean): void {
    this.metrics.queueWaitSeconds.observe({ class: streamed ? 'stream' : 'interactive' }, queueSec);
    if (samples > 0) this.metrics.rtf.observe((computeSec * sampleRate) / samples);
    if (runs > 0) this.lastRunMs = Math.round((1000 * computeSec) / runs);
  }
}

/** What an utterance that nobody listens to any more comes to. */
const nothing: UtteranceEnd = {
  samples: 0,
  head: new Uint8Array(),
  headReplaces: 0,
  computeSec: 0,
  queueSec: 0,
};
