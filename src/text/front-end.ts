/** Text to segments of phonemes, pulled one segment at a time: the engine asks, the front end works for one more. */
import type { Language } from './languages.js';
import type { Span } from './token.js';

export interface FrontEndRequest {
  readonly text: string;
  readonly language: Language;
  /** Tokens aimed at for the first segment of a stream; 0: no special first segment. */
  readonly firstSegmentTokens?: number;
}

export interface FrontEnd {
  /**
   * Yields what is to be spoken, in order. Total: never throws on text, loses no word. Lazy: work is done per segment.
   * Throws SpeechError(UNSUPPORTED_LANGUAGE) at once for a language without a front end.
   */
  spans(request: FrontEndRequest): Generator<Span, void>;
}
