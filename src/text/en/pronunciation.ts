/** What a rule or dictionary says about one word, and what the word stands in. */
import type { Origin } from '../token.js';

export interface Pronunciation {
  readonly phonemes: string;
  readonly origin: Origin;
}

/** What is known of the words to the right, which the pass from right to left has already spoken. */
export interface Context {
  /** Whether the next sound is a vowel; undefined before a pause and at the end. */
  readonly nextVowel: boolean | undefined;
  /** Whether the next word is the particle "to". */
  readonly nextIsTo: boolean;
}

export const endOfSentence: Context = { nextVowel: undefined, nextIsTo: false };
