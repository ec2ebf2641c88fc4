/** The engine as the rest of the server sees it: an utterance's pieces go in, its events come out in order. */
import type {
  EngineInfo,
  NativeFormat,
  NativeManner,
  NativeSegment,
  SegmentReport,
  UtteranceEnd,
} from './native.js';

/** How one utterance is to sound; see native.d.ts for units and ranges. */
export interface Utterance extends NativeManner {
  readonly seed: number;
  readonly format: NativeFormat;
  readonly sampleRate: number;
  readonly bitrateKbps: number;
  readonly streamed: boolean;
}

/** What is spoken in one run of the model, with the silence kept around the sound in ms; or a silence. */
export type Piece =
  | ({ readonly kind: 'segment' } & NativeSegment)
  | { readonly kind: 'pause'; readonly seconds: number };

/** A segment's report comes before its audio. Bytes are in the utterance's format, container included. */
export type EngineEvent =
  | { readonly kind: 'segment'; readonly report: SegmentReport }
  | { readonly kind: 'audio'; readonly bytes: Uint8Array };

export interface Engine {
  /** What this build can encode. */
  readonly formats: readonly NativeFormat[];
  /** Resolves when the engine can speak; rejects with SpeechError when it never will. */
  readonly ready: Promise<EngineInfo>;
  /** Names of the voices found, sorted. */
  voices(): readonly string[];
  /**
   * Speaks the pieces in order. They are pulled while the engine has room: so many ahead of the reader, no more.
   * `undefined` among them: nothing yet, let others have their turn before the next.
   * Aborting the signal cancels at once; the generator then throws the signal's reason. Rejects with SpeechError.
   */
  speak(
    utterance: Utterance,
    pieces: Iterator<Piece | undefined, void>,
    signal: AbortSignal,
  ): AsyncGenerator<EngineEvent, UtteranceEnd>;
  /** False while the model is given up. */
  readonly isLoaded: boolean;
  /** Resolves when the model's memory has been given back, at once if it is not loaded. What is spoken next loads it again. */
  unload(): Promise<void>;
  /** Cancels everything and joins the engine's threads. */
  close(): void;
}
