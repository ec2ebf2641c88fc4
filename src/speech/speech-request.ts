/** What the speaker is asked, in the words of no dialect. */
import type { EncodedFormat } from '../audio/format.js';
import type { TextOptions } from './text-options.js';
import type { VoiceAliases } from './voice-directory.js';

/** Absent values mean the server's defaults. */
export interface SpeechRequest {
  readonly text: string;
  /** Code points the text may have; absent or 0: no limit. */
  readonly maxTextChars?: number | undefined;
  /** Spoken in place of the text; `text` is then ignored. */
  readonly phonemes?: string | undefined;
  /** A voice string. */
  readonly voice: string;
  /** Names of this request for voices. */
  readonly voiceAliases?: VoiceAliases | undefined;
  /** As the client named it, and in which field. */
  readonly language: { readonly name: string; readonly field: string } | undefined;
  /** 0.25 to 5. */
  readonly speed: number;
  /** Semitones; not together with a suffix in `voice`. */
  readonly pitch: number | undefined;
  /** Factor 0 to 10. */
  readonly volume: number;
  readonly seed: number;
  /** Silence before everything, in samples at 24 kHz. */
  readonly initialSilence: number;
  /** The same after everything. */
  readonly finalSilence?: number | undefined;
  readonly format: EncodedFormat;
  /** Hz; one the format has. */
  readonly sampleRate: number;
  /** kbit/s, clamped to what the format can do; 0: its usual one. */
  readonly bitrateKbps: number;
  /** The answer leaves while it is made; otherwise its true length goes into its head. */
  readonly streamed: boolean;
  readonly firstSegmentTokens: number | undefined;
  readonly textOptions?: TextOptions | undefined;
  /** Keeps all the silence the model makes around its segments. */
  readonly untrimmed?: boolean | undefined;
  /** Class of admission; a whole answer is `interactive` unless told. */
  readonly work?: 'stream' | 'interactive' | undefined;
}

/** Whoever waits for the answer. */
export interface Listener {
  readonly signal: AbortSignal;
  /** `performance.now()` when the request had been received whole. */
  readonly receivedAt: number;
  /** Adds facts to the request's log line. */
  note(facts: Record<string, string | number>): void;
}
