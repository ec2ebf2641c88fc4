/** Cuts tagged tokens into pieces, settles punctuation and currency, and groups what is written without blanks. */
import { isCurrencySign } from './numbers.js';
import type { Piece } from './piece.js';
import { subTokens } from './sub-tokens.js';
import type { Switches } from './switches.js';
import { spokenMarks } from './symbols.js';
import type { TaggedToken } from './tagged-token.js';
import { isAlphabetic } from './word-shape.js';

const punctuationTags = new Set(['.', ',', '-LRB-', '-RRB-', '``', '""', "''", ':', '$', '#', 'NFP']);
const markOfTag: ReadonlyMap<string, string> = new Map([
  ['-LRB-', '('],
  ['-RRB-', ')'],
  ['``', '“'],
  ['""', '”'],
  ["''", '”'],
]);
const onlyLetters = /^[A-Za-z]+$/;
const speakable = /[\p{L}\p{N}]/u;
const dashRun = /^[-‐‑‒–—―]+$/;

/** A word of one piece, or the pieces of a word that are looked up together. */
export type Group = Piece | Piece[];

function cut(token: TaggedToken, tokenIndex: number, switches: Switches): Piece[] {
  const texts = token.phonemes === undefined ? subTokens(token.text, switches.keepCharacters) : [token.text];
  let end = token.start;
  const pieces = texts.map((text): Piece => {
    const start =
      texts.length === 1 ? token.start : token.start + token.text.indexOf(text, end - token.start);
    end = start + text.length;
    return {
      text,
      tag: token.tag,
      whitespace: '',
      start,
      end,
      tokenIndex,
      phonemes: token.phonemes,
      origin: token.origin,
      alias: undefined,
      stress: token.stress,
      currency: undefined,
      numberFlags: token.numberFlags ?? '',
      isHead: true,
      prespace: false,
    };
  });
  const last = pieces.at(-1);
  if (last !== undefined) last.whitespace = token.whitespace;
  return pieces;
}

/** How a piece stands in the text: between blanks, between letters, or neither. */
type Place = 'alone' | 'inside' | 'edge';

function placeOf(tokens: readonly TaggedToken[], at: number): Place {
  const before = tokens[at - 1]?.whitespace;
  const after = at + 1 < tokens.length ? tokens[at]?.whitespace : undefined;
  if (before === undefined || before !== after) return 'edge';
  return before === ' ' ? 'alone' : 'inside';
}

function isDash({ tag, text }: Piece, switches: Switches, place: Place): boolean {
  const isTagged = tag === ':' && (text === '-' || text === '–');
  if (!switches.dashes) return isTagged;
  if (text === '-') return place === 'alone' || (isTagged && place !== 'inside');
  return isTagged || dashRun.test(text);
}

function mark(piece: Piece, switches: Switches, place: Place): string | undefined {
  const { tag, text } = piece;
  if (isDash(piece, switches, place)) return '—';
  if (switches.dashes && text === '-' && place === 'inside') return undefined;
  if (!punctuationTags.has(tag) || onlyLetters.test(text)) return undefined;
  if (switches.keepCharacters && speakable.test(text)) return undefined;
  const named = markOfTag.get(tag);
  if (named !== undefined) return named;
  let marks = '';
  for (const character of text) if (spokenMarks.has(character)) marks += character;
  return marks;
}

/** Groups of one sentence, in order. */
export function groupPieces(tokens: readonly TaggedToken[], switches: Switches): Group[] {
  const groups: Group[] = [];
  let open: Piece[] | undefined;
  let currency: string | undefined;
  for (const [i, token] of tokens.entries()) {
    const pieces = cut(token, i, switches);
    const place = pieces.length === 1 ? placeOf(tokens, i) : 'inside';
    for (const [j, piece] of pieces.entries()) {
      if (piece.phonemes === undefined) {
        if (piece.tag === '$' && isCurrencySign(piece.text)) {
          currency = piece.text;
          piece.phonemes = '';
          piece.origin = 'number';
        } else if ((piece.phonemes = mark(piece, switches, place)) !== undefined)
          piece.origin = 'punctuation';
        else if (currency !== undefined) {
          const isLast = j + 1 === pieces.length && tokens[i + 1]?.tag !== 'CD';
          if (piece.tag !== 'CD') currency = undefined;
          else if (isLast) {
            piece.currency = currency;
            if (switches.currencyEndsWithNumber) currency = undefined;
          }
        } else if (isTwoForTo(pieces, j)) piece.alias = 'to';
      }
      if (piece.phonemes !== undefined || piece.alias !== undefined) {
        groups.push(piece);
        open = undefined;
      } else if (open !== undefined) {
        piece.isHead = false;
        open.push(piece);
      } else if (piece.whitespace === ' ') groups.push(piece);
      else groups.push((open = [piece]));
      if (piece.whitespace === ' ') open = undefined;
    }
  }
  return groups.map((group) => (Array.isArray(group) && group.length === 1 ? (group[0] ?? group) : group));
}

/** The digit of B2B. */
function isTwoForTo(pieces: readonly Piece[], at: number): boolean {
  if (pieces[at]?.text !== '2') return false;
  const before = pieces[at - 1]?.text.at(-1);
  const after = pieces[at + 1]?.text.at(0);
  return before !== undefined && after !== undefined && isAlphabetic(before + after);
}
