/** What was spoken and when: the words of a segment on the clock of the whole answer, before the audio that carries them. */

/** A spoken word or mark. Times are seconds from the first sample of the answer, with 3 decimals. */
export interface TimedWord {
  /** As spoken, after normalisation. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** UTF-16 offsets into the text the client sent. */
  readonly sourceStart: number;
  readonly sourceEnd: number;
  /** The voice as the tag named it; only in texts with voice tags. */
  readonly voice?: string | undefined;
  readonly isPunctuation: boolean;
}

export interface TimedPhoneme {
  readonly phoneme: string;
  readonly start: number;
  readonly end: number;
}

/** One segment, or a silence: then without words and with empty text. */
export interface SpokenPart {
  /** As spoken, after normalisation. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly sourceStart: number;
  readonly sourceEnd: number;
  readonly voice?: string | undefined;
  readonly words: readonly TimedWord[];
  readonly phonemes: readonly TimedPhoneme[];
}

/** In the order of the answer: a part comes before the audio that holds it. */
export type SpeechEvent =
  | { readonly kind: 'part'; readonly part: SpokenPart }
  | { readonly kind: 'audio'; readonly bytes: Uint8Array };
