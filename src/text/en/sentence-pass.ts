/**
 * The pass over one sentence from right to left: each word is spoken knowing the first sound of what follows it
 * ("the apple", "to eat"). After misaki 0.9.4 (Apache-2.0, hexgrad); departures are named in switches.ts.
 */
import { isJunk, settleStress } from './compound-stress.js';
import type { Group } from './groups.js';
import { lookUp, lookupForm } from './lookup.js';
import { isNumber } from './numbers.js';
import { joinForLookup, joinPronounced, type Piece } from './piece.js';
import { type Context, endOfSentence, type Pronunciation } from './pronunciation.js';
import type { Switches } from './switches.js';
import { consonants, pauseMarks, vowels } from './symbols.js';
import type { Words } from './words.js';

/** Pronounces what dictionary and rules do not know; undefined leaves it unknown. */
export type Fallback = (piece: Piece) => Pronunciation | undefined;

/** Dictionary words are at most this long, with room for an ending; longer joins need not be tried. */
const longestJoin = 48;
/** Pieces that may form one dictionary word, such as the nine of "jack-in-the-box's". */
const mostJoined = 9;

function nextContext(context: Context, piece: Piece, phonemes: string): Context {
  const nextIsTo =
    piece.text === 'to' ||
    piece.text === 'To' ||
    (piece.text === 'TO' && (piece.tag === 'TO' || piece.tag === 'IN'));
  for (const symbol of phonemes) {
    if (pauseMarks.has(symbol)) return { nextVowel: undefined, nextIsTo };
    if (vowels.has(symbol)) return { nextVowel: true, nextIsTo };
    if (consonants.has(symbol)) return { nextVowel: false, nextIsTo };
  }
  return { nextVowel: context.nextVowel, nextIsTo };
}

export class SentencePass {
  #context: Context = endOfSentence;

  constructor(
    private readonly words: Words,
    private readonly switches: Switches,
    private readonly fallback: Fallback | undefined,
    /** Overrules the dictionary for one piece. */
    private readonly choose: Fallback | undefined,
  ) {}

  /** Pronounces the groups of one sentence; what stays unknown without a fallback is `unknownMark`. */
  run(groups: readonly Group[], unknownMark: string): Piece[] {
    this.#context = endOfSentence;
    const spoken: Piece[] = [];
    for (let i = groups.length - 1; i >= 0; i--) {
      const group = groups[i];
      if (group === undefined) continue;
      if (Array.isArray(group)) {
        this.#group(group);
        spoken.push(joinPronounced(group, unknownMark));
      } else {
        this.#single(group);
        if (group.phonemes === undefined) group.phonemes = unknownMark;
        spoken.push(group);
      }
    }
    return spoken.reverse();
  }

  #known(piece: Piece): Pronunciation | undefined {
    return this.choose?.(piece) ?? lookUp(this.words, piece, this.#context);
  }

  #advance(piece: Piece, phonemes: string): void {
    this.#context = nextContext(this.#context, piece, phonemes);
  }

  #single(piece: Piece): void {
    if (piece.phonemes === undefined) {
      const found = this.#known(piece) ?? this.fallback?.(piece);
      piece.phonemes = found?.phonemes;
      piece.origin = found?.origin;
    }
    this.#advance(piece, piece.phonemes ?? '');
  }

  #group(pieces: Piece[]): void {
    const before = this.#context;
    if (!this.#joinKnown(pieces) && this.fallback !== undefined) {
      if (this.switches.piecewiseUnknown) {
        this.#context = before;
        this.#speakRuns(pieces);
      } else {
        const found = this.fallback(joinForLookup(pieces));
        for (const [i, piece] of pieces.entries()) {
          piece.phonemes = i === 0 ? found?.phonemes : '';
          piece.origin = found?.origin;
        }
        return;
      }
    }
    settleStress(pieces);
  }

  /** Known joins from the right, longest first. Stops and returns false at a piece that only the fallback could say. */
  #joinKnown(pieces: Piece[]): boolean {
    let isKnown = true;
    let right = pieces.length;
    while (right > 0) {
      const left = this.#joinEndingAt(pieces, right);
      if (left !== undefined) {
        right = left;
        continue;
      }
      right -= 1;
      const piece = pieces[right];
      if (piece === undefined || piece.phonemes !== undefined) continue;
      if (isJunk(piece.text)) {
        piece.phonemes = '';
        piece.origin = 'punctuation';
      } else if (this.fallback !== undefined) return false;
      else isKnown = false;
    }
    return isKnown;
  }

  /** Speaks the longest known join of pieces that ends before `right`; returns where it starts. */
  #joinEndingAt(pieces: Piece[], right: number): number | undefined {
    let left = right;
    for (let length = 0; left > 0 && right - left < mostJoined; left--) {
      length += pieces[left - 1]?.text.length ?? 0;
      if (length > longestJoin && left < right) break;
    }
    for (; left < right; left++) {
      const head = pieces[left];
      const join = pieces.slice(left, right);
      if (head === undefined || join.some(({ phonemes }) => phonemes !== undefined)) continue;
      const joined = join.length === 1 && join[0] !== undefined ? join[0] : joinForLookup(join);
      const found = mayBeKnown(joined, join.length) ? this.#known(joined) : undefined;
      if (found === undefined) continue;
      for (const piece of join) {
        piece.phonemes = '';
        piece.origin = found.origin;
      }
      head.phonemes = found.phonemes;
      this.#advance(joined, found.phonemes);
      return left;
    }
    return undefined;
  }

  /** Words with an unknown part: runs of letters are asked for as wholes, everything else piece by piece. */
  #speakRuns(pieces: Piece[]): void {
    for (const piece of pieces) piece.phonemes = undefined;
    let right = pieces.length;
    while (right > 0) {
      let left = right - 1;
      if (isWordPart(pieces[left])) while (left > 0 && isWordPart(pieces[left - 1])) left--;
      this.#speakRun(pieces.slice(left, right));
      right = left;
    }
  }

  #speakRun(run: Piece[]): void {
    const [head] = run;
    if (head === undefined) return;
    const joined = joinForLookup(run);
    const found = isJunk(joined.text) ? undefined : (this.#known(joined) ?? this.fallback?.(joined));
    for (const piece of run) {
      piece.phonemes = '';
      piece.origin = found?.origin ?? 'punctuation';
    }
    head.phonemes = found?.phonemes ?? '';
    this.#advance(joined, head.phonemes);
  }
}

/** False for a join that no dictionary holds and no number rule reads: digits mixed with anything else. */
function mayBeKnown({ text, isHead }: Piece, pieces: number): boolean {
  return pieces === 1 || !/[0-9]/.test(text) || isNumber(lookupForm(text), isHead);
}

function isWordPart(piece: Piece | undefined): boolean {
  return piece !== undefined && /^[\p{L}\p{M}'‘’]+$/u.test(piece.text);
}
