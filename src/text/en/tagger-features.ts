/** What the tagger sees of a word, as numbers; the same arithmetic as models/train/tagger/features.py. */

/** Hashes a word gives, by place in its row. */
export const NORM = 0;
export const SUFFIX = 1;
export const SHAPE = 2;
export const PREFIX = 3;
/** Whether a blank follows: 1 no, 2 yes. */
export const BLANK = 4;
export const HASHES = 5;

/** How many words to either side are seen. */
export const WINDOW = 4;

/** Place and hash of a feature's first and second half (-1: no second half); the order is the weight file's. */
type Template = readonly [number, number, number, number];

const single = (place: number, hash: number): Template => [place, hash, 0, -1];

export const templates: readonly Template[] = [
  ...[NORM, SUFFIX, SHAPE, PREFIX].map((hash) => single(0, hash)),
  ...[-1, 1, -2, 2].flatMap((place) => [NORM, SUFFIX, SHAPE].map((hash) => single(place, hash))),
  ...[-3, 3].flatMap((place) => [NORM, SUFFIX].map((hash) => single(place, hash))),
  single(-4, NORM),
  single(4, NORM),
  [-1, NORM, 0, NORM],
  [0, NORM, 1, NORM],
  [-1, NORM, 0, SUFFIX],
  [0, SUFFIX, 1, NORM],
  [-1, SUFFIX, 0, NORM],
  [0, NORM, 1, SUFFIX],
  [-1, NORM, 1, NORM],
  [-2, NORM, -1, NORM],
  [-1, BLANK, 0, BLANK],
  [0, BLANK, 0, NORM],
  [-1, BLANK, 0, SHAPE],
];

const foldedFrom = '“”’‘–—£€';
const foldedTo = '""\'\'--$$';

/** Lower case, with quotation marks, dashes and currency signs made alike. */
export function foldWord(word: string): string {
  let folded = word;
  for (let i = 0; i < foldedFrom.length; i++) {
    const mark = foldedFrom[i] ?? '';
    if (folded.includes(mark)) folded = folded.replaceAll(mark, foldedTo[i] ?? '');
  }
  return folded.toLowerCase();
}

/** FNV-1a over UTF-16 code units, never 0. */
export function hashText(text: string, seed: number): number {
  let value = 2166136261 ^ seed;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  return value || 1;
}

const letter = /\p{L}/u;
const decimal = /\p{Nd}/u;
const longRun = /(.)\1{4,}/gu;
const longestShape = 32;

/** X for capitals, x for other letters, d for digits, runs cut at four, other characters as they are. */
export function wordShape(word: string): string {
  let shape = '';
  let count = 0;
  for (const character of word) {
    if (count++ === longestShape) break;
    if (decimal.test(character)) shape += 'd';
    else if (!letter.test(character)) shape += character;
    else shape += character.toLowerCase() === character ? 'x' : 'X';
  }
  return shape.replace(longRun, '$1$1$1$1');
}

const rememberedWords = 20_000;
const longestRemembered = 64;

/** The four hashes of a word; the commonest words are remembered, so that running text costs one look-up a word. */
export class WordHashes {
  private readonly remembered = new Map<string, Int32Array>();

  of(word: string): Int32Array {
    const known = this.remembered.get(word);
    if (known) return known;
    const norm = foldWord(word);
    const shape = wordShape(word);
    const hashes = Int32Array.of(
      hashText(norm, 1),
      hashText(norm.slice(-3), 2),
      hashText(shape, 3),
      hashText(norm.slice(0, 1) + shape, 4),
    );
    if (this.remembered.size >= rememberedWords) this.remembered.clear();
    if (word.length <= longestRemembered) this.remembered.set(word, hashes);
    return hashes;
  }
}
