/** English graphemes to phonemes: one sentence in, pronounced words with their places in the sentence out. */
import type { Prescription, SentenceG2p } from '../g2p.js';
import type { Token } from '../token.js';
import { admit } from '../vocabulary.js';
import type { Dictionary } from './dictionary.js';
import { groupPieces } from './groups.js';
import type { Piece } from './piece.js';
import type { Pronunciation } from './pronunciation.js';
import { tagged, untaggedTokens } from './sentence.js';
import { SentencePass } from './sentence-pass.js';
import { lowerShouting } from './shouting.js';
import { departures, type Switches } from './switches.js';
import type { TaggedToken } from './tagged-token.js';
import type { HomographChooser, Tagger, UnknownWordModel, Variant, WordHelper } from './tagger-interface.js';
import { UnknownWords } from './unknown-words.js';
import { Words } from './words.js';

export interface EnglishParts {
  readonly dictionary: Dictionary;
  readonly variant: Variant;
  readonly tagger: Tagger;
  readonly homographs?: HomographChooser | undefined;
  readonly unknownWords?: UnknownWordModel | undefined;
  readonly helper?: WordHelper | undefined;
  readonly switches?: Switches | undefined;
}

/** Symbols the model was trained on where the dictionaries write a narrower sound. */
function modelSymbols(phonemes: string): string {
  return phonemes.replaceAll('ɾ', 'T').replaceAll('ʔ', 't');
}

export class English implements SentenceG2p {
  readonly #words: Words;
  readonly #unknown: UnknownWords;
  readonly #parts: EnglishParts;
  readonly #switches: Switches;

  constructor(parts: EnglishParts) {
    const { dictionary, variant, unknownWords, helper } = parts;
    this.#parts = parts;
    this.#switches = parts.switches ?? departures;
    this.#words = new Words(dictionary, variant);
    this.#unknown = new UnknownWords(dictionary, this.#words, variant, unknownWords, helper);
  }

  pronounce(sentence: string, prescriptions: readonly Prescription[] = []): Token[] {
    const tokens = untaggedTokens(sentence, prescriptions);
    const calm = this.#switches.lowerShouting ? lowerShouting(tokens, this.#parts.dictionary) : tokens;
    return this.pronounceTagged(tagged(calm, this.#parts.tagger));
  }

  /** Pronounces tokens that are tagged already; `unknownMark` stands for what stays unknown in reference mode. */
  pronounceTagged(tokens: readonly TaggedToken[], unknownMark = ''): Token[] {
    const fallback = (piece: Piece) => this.#unknown.pronounce(piece);
    const pass = new SentencePass(
      this.#words,
      this.#switches,
      this.#switches.unknownWords ? fallback : undefined,
      this.#chooser(tokens),
    );
    return pass
      .run(groupPieces(tokens, this.#switches), unknownMark)
      .map((piece) => this.#token(piece, unknownMark));
  }

  #token(piece: Piece, unknownMark: string): Token {
    const { text, whitespace, start, end, tag, phonemes = unknownMark, origin = 'punctuation' } = piece;
    const isUsers = origin === 'inline' || origin === 'lexicon';
    const narrow = isUsers && this.#switches.userPhonemesVerbatim ? phonemes : modelSymbols(phonemes);
    const spoken = unknownMark === '' ? admit(narrow).phonemes : narrow;
    return { text, whitespace, start, end, tag, phonemes: spoken, origin };
  }

  #chooser(tokens: readonly TaggedToken[]): ((piece: Piece) => Pronunciation | undefined) | undefined {
    const { homographs } = this.#parts;
    if (homographs === undefined || !this.#switches.homographs) return undefined;
    const words = tokens.map(({ text }) => text);
    const tags = tokens.map(({ tag }) => tag);
    return ({ tokenIndex, text }) => {
      if (words[tokenIndex] !== text) return undefined;
      const phonemes = homographs.choose(words, tags, tokenIndex);
      return phonemes === undefined ? undefined : { phonemes, origin: 'gold' };
    };
  }
}
