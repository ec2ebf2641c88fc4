/** What the unknown-word model sees of a letter; the same arithmetic as models/train/unknown_words/features.py. */
import { mixKey } from './feature-table.js';
import type { Variant } from './tagger-interface.js';

const reach = 5;
const beyond = 31;
/** Whose conventions are wanted: those of the variant's silver dictionary; the others were of use in training alone. */
const tasteOf: Readonly<Record<Variant, number>> = { us: 3, gb: 4 };

/** First place, last place, and whether the taste is seen; the order is the weight file's. */
const templates: readonly (readonly [number, number, boolean])[] = [
  ...Array.from({ length: 2 * reach + 1 }, (_, n) => [n - reach, n - reach, false] as const),
  [0, 0, true],
  [-1, 1, true],
  [0, 1, true],
  [-2, -1, false],
  [-1, 0, false],
  [0, 1, false],
  [1, 2, false],
  [-2, 0, false],
  [-1, 1, false],
  [0, 2, false],
  [-3, 0, false],
  [-2, 1, false],
  [-1, 2, false],
  [0, 3, false],
  [-4, 0, false],
  [-2, 2, false],
  [0, 4, false],
];

/** a to z are 1 to 26, the apostrophe 27. */
export function letterCodes(word: string): Uint8Array {
  return Uint8Array.from(word, (letter) => (letter === "'" ? 27 : letter.charCodeAt(0) - 96));
}

/** Keys of the features of the letter at `place`. */
export function letterKeys(codes: Uint8Array, place: number, variant: Variant): number[] {
  return templates.map(([first, last, seesTaste], template) => {
    let packed = 0;
    for (let n = place + first; n <= place + last; n++) {
      packed = (packed << 5) | (n < 0 || n >= codes.length ? beyond : (codes[n] ?? beyond));
    }
    if (seesTaste) packed = (packed << 3) | tasteOf[variant];
    return mixKey(template, packed, 0);
  });
}
