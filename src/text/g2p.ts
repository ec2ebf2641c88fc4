/** What the front end asks of one language's grapheme-to-phoneme conversion; each language plugs in here. */
import type { Language } from './languages.js';
import type { Origin, Token } from './token.js';

/** Part of a sentence whose pronunciation somebody prescribed. */
export interface Prescription {
  /** UTF-16 offsets into the sentence, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** What is said for it, in symbols of the vocabulary. */
  readonly phonemes?: string | undefined;
  readonly origin?: Origin | undefined;
  /** Raises or lowers the stress of its words. */
  readonly stress?: number | undefined;
  /** How a number in it is read. */
  readonly numberFlags?: string | undefined;
}

export interface SentenceG2p {
  /**
   * The tokens of one sentence in order, their offsets into the sentence. Total: never throws on text, and a token
   * with letters or digits always sounds. Prescriptions are sorted and do not overlap.
   */
  pronounce(sentence: string, prescriptions: readonly Prescription[]): Token[];
}

/** Loads a language's conversion on first use. */
export type G2pRegistry = ReadonlyMap<Language, () => SentenceG2p>;
