/**
 * What the front end knows of one spoken word or mark: the same type for all languages, kept to the end so that
 * timestamps and captions can speak of the text the client sent.
 */
export interface Token {
  /** As spoken, after normalisation. */
  readonly text: string;
  /** What follows it: a blank or nothing. */
  readonly whitespace: '' | ' ';
  /** UTF-16 offsets into the text the client sent, end exclusive; set for words a rule made up, too. */
  readonly start: number;
  readonly end: number;
  /** Penn tag (en) or the analyser's tag (ja, zh). */
  readonly tag?: string;
  /** Symbols of the model's vocabulary only. */
  readonly phonemes: string;
  /** Who decided the phonemes. */
  readonly origin: Origin;
}

export type Origin =
  | 'inline'
  | 'lexicon'
  | 'gold'
  | 'silver'
  | 'bronze'
  | 'rule'
  | 'number'
  | 'model'
  | 'espeak'
  | 'punctuation';

/** What is spoken in one run of the model (at most 510 phoneme tokens), or a silence of exact length. */
export type Span = Segment | Pause;

/** How a stretch is spoken; values relative to the request's. */
export interface Manner {
  /** As written in the tag; undefined: the request's voice. */
  readonly voice: string | undefined;
  /** Base pace × pace, 0.25–4. */
  readonly rate: number;
  /** Semitones, ±6. */
  readonly pitch: number;
  /** Gain factor, 0–10. */
  readonly volume: number;
}

export interface Segment {
  readonly kind: 'segment';
  /** What the model is given: vocabulary symbols, words parted by single blanks, 1 to 510 code points. */
  readonly phonemes: string;
  /** Joining `phonemes + whitespace` of the tokens gives `phonemes` (trimmed). */
  readonly tokens: readonly Token[];
  /** How the tags of the text want it; absent: as the request says. */
  readonly manner?: Manner | undefined;
  /** UTF-16 offsets into the text the client sent. */
  readonly start: number;
  readonly end: number;
}

export interface Pause {
  readonly kind: 'pause';
  readonly seconds: number;
  readonly start: number;
  readonly end: number;
}
