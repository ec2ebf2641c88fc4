/** Settles stress among the pieces of one word, and where blanks go between their sounds. */
import type { Piece } from './piece.js';
import { applyStress, stressWeight } from './stress.js';
import { PRIMARY, pauseMarks } from './symbols.js';
import { isAlphabetic, isDigits } from './word-shape.js';

const junk = new Set("',-._‘’/");

/** True for a piece that nothing is said for: apostrophes, hyphens and the like. */
export function isJunk(text: string): boolean {
  for (const character of text) if (!junk.has(character)) return false;
  return true;
}

function isSpaced(text: string): boolean {
  if (/[ /]/.test(text)) return true;
  const classes = new Set<number>();
  for (const character of text)
    if (!junk.has(character)) classes.add(isAlphabetic(character) ? 0 : isDigits(character) ? 1 : 2);
  return classes.size > 1;
}

function settlePiece(piece: Piece, isFirst: boolean, isLast: boolean, spaced: boolean): void {
  if (piece.phonemes !== undefined) {
    if (!isFirst) piece.prespace = spaced;
  } else if (isLast && pauseMarks.has(piece.text)) {
    piece.phonemes = piece.text;
    piece.origin = 'punctuation';
  } else if (isJunk(piece.text)) piece.phonemes = '';
}

/**
 * Pieces of mixed classes (letters, digits, others) are spoken apart and keep their stress. Otherwise the second of
 * two is weakened after a single character, and of more than half stressed pieces the lighter half is weakened.
 */
export function settleStress(pieces: readonly Piece[]): void {
  const text = pieces
    .map((piece) => piece.text + piece.whitespace)
    .join('')
    .trimEnd();
  const spaced = isSpaced(text);
  for (const [i, piece] of pieces.entries()) settlePiece(piece, i === 0, i === pieces.length - 1, spaced);
  if (spaced) return;
  const sounding = pieces.filter((piece) => piece.phonemes);
  const [first, second] = sounding;
  if (sounding.length === 2 && first?.text.length === 1 && second !== undefined) {
    second.phonemes = applyStress(second.phonemes ?? '', -0.5);
    return;
  }
  const ranked = sounding.map((piece, position) => {
    const phonemes = piece.phonemes ?? '';
    return {
      piece,
      position,
      isStressed: phonemes.includes(PRIMARY) ? 1 : 0,
      weight: stressWeight(phonemes),
    };
  });
  const stressed = ranked.filter(({ isStressed }) => isStressed === 1).length;
  if (sounding.length < 2 || stressed <= Math.floor((sounding.length + 1) / 2)) return;
  ranked.sort((a, b) => a.isStressed - b.isStressed || a.weight - b.weight || a.position - b.position);
  for (const { piece } of ranked.slice(0, Math.floor(sounding.length / 2)))
    piece.phonemes = applyStress(piece.phonemes ?? '', -0.5);
}
