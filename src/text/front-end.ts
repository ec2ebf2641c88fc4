/** Text to segments of phonemes, pulled one segment at a time: the engine asks, the front end works for one more. */
import { ComposedFrontEnd } from './composed-front-end.js';
import type { TagOptions } from './control/tags.js';
import { loadDictionary } from './en/dictionary.js';
import { English } from './en/english.js';
import { loadHomographs } from './en/homographs.js';
import { loadTagger } from './en/tagger.js';
import type { Variant, WordHelper } from './en/tagger-interface.js';
import { loadUnknownWordModel } from './en/unknown-model.js';
import type { SentenceG2p } from './g2p.js';
import type { Language } from './languages.js';
import type { Lexicon } from './lexicon.js';
import type { LexiconByLanguage } from './lexicon-file.js';
import type { Markup } from './markup/markup.js';
import { normalizeEnglish } from './normalize/en/english.js';
import type { NormalizationSwitches } from './normalize/options.js';
import type { Normalizer } from './prepare.js';
import type { PackOptions } from './segments.js';
import type { Edit } from './spans.js';
import type { Span } from './token.js';

export interface FrontEndRequest {
  readonly text: string;
  /** How `text` came from what the client sent; places are then those of the client's text. */
  readonly edits?: readonly Edit[] | undefined;
  readonly language: Language;
  /** Tokens aimed at for the first segment of a stream; 0: no special first segment. */
  readonly firstSegmentTokens?: number;
  /** Pronunciations for this request, stronger than the server's. */
  readonly lexicon?: Lexicon | undefined;
  /** What mark-up is taken off; `auto` unless told. */
  readonly markup?: Markup | undefined;
  /** What written forms are put into words; all, unless told. */
  readonly normalization?: NormalizationSwitches | null | undefined;
  /** Replaces the language's own normaliser, for the readings of another server. */
  readonly normalizer?: Normalizer | undefined;
  readonly tags?: TagOptions | undefined;
  /**
   * Language of what a voice tag's voice speaks, by the name as written; asked for each before anything is yielded, and may
   * throw. Absent: the request's for all.
   */
  readonly languageOf?: ((voice: string) => Language) | undefined;
  /** Told of symbols in prescribed pronunciations that the model has none for. */
  readonly onDropped?: ((symbols: readonly string[]) => void) | undefined;
  /** How sentences are packed into segments. */
  readonly packing?: Pick<PackOptions, 'minTokens' | 'maxTokens' | 'absoluteMaxTokens'> | undefined;
}

export interface FrontEnd {
  /**
   * Yields what is to be spoken, in order. Total: never throws on text, loses no word. Lazy: work is done per segment.
   * Throws SpeechError(UNSUPPORTED_LANGUAGE) at once for a language without a front end.
   */
  spans(request: FrontEndRequest): Generator<Span, void>;

  /**
   * The same, and `undefined` after each block of text: nothing may have come of it yet, but work was done, and others may
   * have their turn before the next.
   */
  turns(request: FrontEndRequest): Generator<Span | undefined, void>;
}

export interface Installation {
  /** Folder of en-us.dict and en-gb.dict, which set-up makes. */
  readonly dictionariesDir: string;
  /** The server's own pronunciations; asked anew for each request. */
  readonly lexicon?: LexiconByLanguage | undefined;
  /** Asked for English words that no dictionary knows, before our own model. */
  readonly helper?: WordHelper | undefined;
}

/** Runs `load` at the first call and keeps what it gave. */
function once<T>(load: () => T): () => T {
  let value: { readonly loaded: T } | undefined;
  return () => (value ??= { loaded: load() }).loaded;
}

/** Makes the front end. Nothing is read until a language is first spoken; a missing dictionary throws then. */
export function createFrontEnd({ dictionariesDir, lexicon, helper }: Installation): ComposedFrontEnd {
  const tagger = once(() => loadTagger());
  const unknownWords = once(() => loadUnknownWordModel());
  const english = (variant: Variant) =>
    once(
      (): SentenceG2p =>
        new English({
          dictionary: loadDictionary(dictionariesDir, variant),
          variant,
          tagger: tagger(),
          homographs: loadHomographs(variant),
          unknownWords: unknownWords(),
          helper,
        }),
    );
  const normalizer =
    (locale: 'en-us' | 'en-gb'): Normalizer =>
    (text, options) =>
      normalizeEnglish(text, { ...options, locale });
  return new ComposedFrontEnd({
    languages: new Map([
      ['en-us', english('us')],
      ['en-gb', english('gb')],
    ]),
    normalizers: new Map([
      ['en-us', normalizer('en-us')],
      ['en-gb', normalizer('en-gb')],
    ]),
    lexicon,
  });
}
