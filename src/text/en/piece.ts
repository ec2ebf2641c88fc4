/** What is looked up: a token, or a part of one, on its way to phonemes. */
import type { Origin } from '../token.js';
import { isLower } from './word-shape.js';

export interface Piece {
  text: string;
  tag: string;
  whitespace: '' | ' ';
  /** UTF-16 offsets into the text the G2P was given. */
  start: number;
  end: number;
  /** Index of the token it was cut from. */
  tokenIndex: number;
  /** Undefined while nobody has decided. */
  phonemes: string | undefined;
  origin: Origin | undefined;
  /** What is looked up in place of the text. */
  alias: string | undefined;
  /** Stress the user asked for. */
  stress: number | undefined;
  currency: string | undefined;
  numberFlags: string;
  /** First piece of its word. */
  isHead: boolean;
  /** Spoken with a blank before it. */
  prespace: boolean;
}

/** The tag of the piece with most weight: capitals count double; the first wins a tie. */
export function dominantTag(pieces: readonly Piece[]): string {
  const [first] = pieces;
  if (first === undefined) return '';
  if (pieces.every(({ tag }) => tag === first.tag)) return first.tag;
  let best = '';
  let most = -1;
  for (const { text, tag } of pieces) {
    let weight = 0;
    for (const character of text) weight += isLower(character) ? 1 : 2;
    if (weight > most) {
      most = weight;
      best = tag;
    }
  }
  return best;
}

/** The value that all pieces which have one agree on. */
function sole<T>(values: readonly (T | undefined)[]): T | undefined {
  let found: T | undefined;
  for (const value of values) {
    if (value === undefined || value === found) continue;
    if (found !== undefined) return undefined;
    found = value;
  }
  return found;
}

function greatest(values: readonly (string | undefined)[]): string | undefined {
  let found: string | undefined;
  for (const value of values)
    if (value !== undefined && (found === undefined || value > found)) found = value;
  return found;
}

function allFlags(pieces: readonly Piece[]): string {
  if (pieces.every(({ numberFlags }) => numberFlags === '')) return '';
  return [...new Set(pieces.flatMap(({ numberFlags }) => [...numberFlags]))].sort().join('');
}

function merged(pieces: readonly Piece[], phonemes: string | undefined, origin: Origin | undefined): Piece {
  const first = pieces[0];
  const last = pieces.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('Nothing to merge.');
  let text = '';
  for (const piece of pieces) text += piece === last ? piece.text : piece.text + piece.whitespace;
  return {
    ...first,
    text,
    tag: dominantTag(pieces),
    whitespace: last.whitespace,
    end: last.end,
    phonemes,
    origin,
    alias: undefined,
    stress: sole(pieces.map(({ stress }) => stress)),
    currency: greatest(pieces.map(({ currency }) => currency)),
    numberFlags: allFlags(pieces),
  };
}

/** Neighbouring pieces as one that is yet to be pronounced. */
export function joinForLookup(pieces: readonly Piece[]): Piece {
  return merged(pieces, undefined, undefined);
}

/** From the most to the least certain. */
const trust: readonly Origin[] = [
  'inline',
  'lexicon',
  'gold',
  'silver',
  'number',
  'rule',
  'bronze',
  'espeak',
  'model',
];

/** Pronounced pieces as one word; its origin is that of the least certain part that sounds. */
export function joinPronounced(pieces: readonly Piece[], unknownMark: string): Piece {
  let phonemes = '';
  let origin: Origin | undefined;
  for (const piece of pieces) {
    if (piece.prespace && phonemes !== '' && !phonemes.endsWith(' ') && piece.phonemes) phonemes += ' ';
    phonemes += piece.phonemes ?? unknownMark;
    if (piece.phonemes && piece.origin !== undefined && trust.includes(piece.origin))
      origin =
        origin === undefined || trust.indexOf(piece.origin) > trust.indexOf(origin) ? piece.origin : origin;
  }
  return merged(pieces, phonemes, origin ?? 'punctuation');
}
