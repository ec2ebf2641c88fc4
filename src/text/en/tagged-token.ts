/** A token of a sentence as tokenizer and tagger leave it. */
import type { Origin } from '../token.js';

export interface TaggedToken {
  readonly text: string;
  readonly tag: string;
  readonly whitespace: '' | ' ';
  /** UTF-16 offsets into the sentence. */
  readonly start: number;
  readonly end: number;
  /** Set if the user wrote the pronunciation. */
  readonly phonemes?: string | undefined;
  readonly origin?: Origin | undefined;
  /** Stress the user asked for. */
  readonly stress?: number | undefined;
  readonly numberFlags?: string | undefined;
}
