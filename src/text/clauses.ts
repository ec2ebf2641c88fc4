/** Where a sentence may be cut when it has to be: at marks, before conjunctions, between words. */
import { conjunctionsOf } from './conjunctions.js';
import type { Language } from './languages.js';
import type { Token } from './token.js';

/** Part of a segment; `length` counts phoneme symbols and inner blanks. Vocabulary symbols are one UTF-16 unit each. */
export interface Piece {
  readonly tokens: readonly Token[];
  readonly length: number;
}

type Cut = (before: Token, after: Token) => boolean;

const strong = /[;:；：]$/u;
const weak = /[,—、，]$/u;
const punctuation = /^[;:,.!?—…)”]+$/u;

/** The tokens of a sentence, without blanks that would double. */
export function pieceOf(sentence: readonly Token[]): Piece {
  let blank = true;
  const tokens = sentence.map((token) => {
    const doubled = blank && token.phonemes === '' && token.whitespace === ' ';
    blank = token.whitespace === ' ' || (blank && token.phonemes === '');
    return doubled ? { ...token, whitespace: '' as const } : token;
  });
  return { tokens, length: lengthOf(tokens) };
}

export function join(left: Piece | undefined, right: Piece): Piece {
  const last = left?.tokens.at(-1);
  if (left === undefined || last === undefined) return right;
  const blank = last.whitespace === ' ' ? last : { ...last, whitespace: ' ' as const };
  return {
    tokens: [...left.tokens.slice(0, -1), blank, ...right.tokens],
    length: left.length + 1 + right.length,
  };
}

/** Cuts a sentence into pieces of at most `absolute` tokens: at `;:`, then `,—、，`, then before conjunctions, then words. */
export function splitLong(sentence: Piece, absolute: number, language: Language): Piece[] {
  let pieces = [sentence];
  for (const isCut of clauseCuts(language)) {
    pieces = pieces.flatMap((piece) => (piece.length <= absolute ? [piece] : cutAt(piece, isCut)));
  }
  for (const isCut of [isBetweenWords, isBlank, () => true]) {
    pieces = pieces.flatMap((piece) => (piece.length <= absolute ? [piece] : halve(piece, absolute, isCut)));
  }
  return pieces.flatMap((piece) => (piece.length <= absolute ? [piece] : cutToken(piece, absolute)));
}

/**
 * The first clause of at least `need` tokens, if the sentence is longer than `target`, and what is left. A sentence without
 * a clause boundary up to `cap` is cut before a conjunction or between words near the target; at least `least` stay.
 */
export function openingOf(
  sentence: Piece,
  { need, target, cap }: { need: number; target: number; cap: number },
  least: number,
  language: Language,
): [Piece, Piece | undefined] {
  if (sentence.length <= target) return [sentence, undefined];
  const [semicolon, comma, conjunction] = clauseCuts(language);
  const isClause: Cut = (before, after) => semicolon(before, after) || comma(before, after);
  const inReach = ({ length }: Place): boolean =>
    length >= Math.max(1, need) && length <= cap && sentence.length - length > least;
  const clause = places(sentence, isClause).find(inReach);
  const place = clause ?? nearest(places(sentence, conjunction).filter(inReach), target);
  if (place !== undefined) return divide(sentence, place);
  if (sentence.length <= cap) return [sentence, undefined];
  const word = nearest(places(sentence, isBetweenWords).filter(inReach), target);
  return word === undefined ? [sentence, undefined] : divide(sentence, word);
}

interface Place {
  /** Tokens before the cut, and how long they are. */
  readonly index: number;
  readonly length: number;
}

function clauseCuts(language: Language): readonly [Cut, Cut, Cut] {
  const conjunctions = conjunctionsOf(language);
  return [
    (before, after) => isBetweenWords(before, after) && strong.test(before.text),
    (before, after) => isBetweenWords(before, after) && weak.test(before.text),
    (before, after) => isBetweenWords(before, after) && conjunctions.has(after.text.toLowerCase()),
  ];
}

function isBlank(before: Token, after: Token): boolean {
  return before.whitespace === ' ' && !punctuation.test(after.phonemes);
}

/** Words made from one written form (a number, a date) share its source range and stay together. */
function isBetweenWords(before: Token, after: Token): boolean {
  return isBlank(before, after) && after.start >= before.end;
}

function places({ tokens }: Piece, isCut: Cut): Place[] {
  const found: Place[] = [];
  let length = 0;
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    if (before !== undefined && length > 0 && isCut(before, token))
      found.push({ index, length: length - before.whitespace.length });
    length += token.phonemes.length + token.whitespace.length;
  });
  return found;
}

function nearest(candidates: readonly Place[], target: number): Place | undefined {
  let best: Place | undefined;
  for (const place of candidates) {
    if (best === undefined || Math.abs(place.length - target) < Math.abs(best.length - target)) best = place;
  }
  return best;
}

function divide({ tokens }: Piece, { index }: Place): [Piece, Piece] {
  const [head, tail] = [tokens.slice(0, index), tokens.slice(index)];
  return [
    { tokens: head, length: lengthOf(head) },
    { tokens: tail, length: lengthOf(tail) },
  ];
}

function cutAt(piece: Piece, isCut: Cut): Piece[] {
  const bounds = [0, ...places(piece, isCut).map(({ index }) => index), piece.tokens.length];
  return bounds.slice(1).map((end, at) => {
    const tokens = piece.tokens.slice(bounds[at], end);
    return { tokens, length: lengthOf(tokens) };
  });
}

/** Cut at the place nearest the middle, and again, until everything fits or nothing can be cut. */
function halve(piece: Piece, absolute: number, isCut: Cut): Piece[] {
  if (piece.length <= absolute) return [piece];
  const place = nearest(places(piece, isCut), piece.length / 2);
  return place === undefined ? [piece] : divide(piece, place).flatMap((half) => halve(half, absolute, isCut));
}

/** The last resort: one token that alone is too long. */
function cutToken({ tokens }: Piece, absolute: number): Piece[] {
  return tokens.flatMap((token) => {
    const parts: Piece[] = [];
    for (let at = 0; at < token.phonemes.length; at += absolute) {
      const phonemes = token.phonemes.slice(at, at + absolute);
      parts.push({ tokens: [{ ...token, phonemes }], length: phonemes.length });
    }
    return parts;
  });
}

/** Symbols and inner blanks; a blank at the end is not sent. */
function lengthOf(tokens: readonly Token[]): number {
  let [length, trailing] = [0, 0];
  for (const { phonemes, whitespace } of tokens) {
    length += phonemes.length + whitespace.length;
    trailing = phonemes === '' ? trailing + whitespace.length : whitespace.length;
  }
  return Math.max(0, length - trailing);
}
