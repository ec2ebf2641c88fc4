/** One piece to phonemes: the spelling made plain, then special words, dictionary, stems and numbers. */
import { isNumber, readNumber, withCurrency } from './numbers.js';
import type { Piece } from './piece.js';
import type { Context, Pronunciation } from './pronunciation.js';
import { specialWord } from './special-words.js';
import { applyStress } from './stress.js';
import { isLower, isUpper } from './word-shape.js';
import type { Words } from './words.js';

/** Stress a word in capitals, or with a capital, is given. */
const shouted = 2;
const capitalized = 0.5;

const plain = /^[\x20-\x7e]*$/;

/** Digits of any script as ASCII ones. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  // Digits of a script lie in blocks of ten: the zero is the nearest digit below with no digit before it.
  let zero = code;
  while (zero > code - 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}

/** The spelling that is looked up: straight apostrophes, compatibility forms folded, ASCII digits. */
export function lookupForm(text: string): string {
  if (plain.test(text)) return text;
  const folded = text.replace(/[‘’]/g, "'").normalize('NFKC');
  return folded.replace(/(?![0-9])\p{Nd}/gu, asciiDigit);
}

/** The stress its capitals give a word. */
export function stressOfCase(word: string): number | undefined {
  if (isLower(word)) return undefined;
  return isUpper(word) ? shouted : capitalized;
}

/** What dictionary and rules say; undefined if they do not know the piece. */
export function lookUp(words: Words, piece: Piece, context: Context): Pronunciation | undefined {
  const word = lookupForm(piece.alias ?? piece.text);
  const stress = stressOfCase(word);
  const { tag } = piece;
  const found = specialWord(words, { word, tag, stress, context }) ?? words.find(word, tag, stress, context);
  if (found !== undefined) {
    const phonemes = applyStress(withCurrency(words, found.phonemes, piece.currency), piece.stress);
    return { phonemes, origin: found.origin };
  }
  if (!isNumber(word, piece.isHead)) return undefined;
  const { currency, isHead, numberFlags: flags } = piece;
  const number = readNumber(words, word, { currency, isHead, flags });
  return number && { phonemes: applyStress(number.phonemes, piece.stress), origin: 'number' };
}
