/** Letters and digits in one word: versions, part numbers, formulae, house numbers. */
import { label, number, numberStart, quantity } from './number-reading.js';
import type { EnglishRule, Scene } from './scene.js';

/** 1.2.3, v2.0.1, ver. 3.1: each number as a whole, "point" between. */
const version: EnglishRule = {
  class: 'version',
  needs: /\d/,
  switch: 'number_normalization',
  pattern:
    /(?<![\p{L}\p{N}_])(?<!\p{N}[.,])(?:([vV])(?:er)?\.? ?(?=\d)(\d{1,9}(?:\.\d{1,9}){0,8})|(\d{1,9}(?:\.\d{1,9}){2,8}))(?:-?(alpha|beta|rc|dev|pre)\.?(\d{0,3}))?(?![\p{L}\p{N}])(?![.,]\d)/gu,
  read: ([, v, marked, bare, stage, round = ''], scene) => {
    const numbers = (marked ?? bare ?? '').split('.').map((part) => quantity(part, scene));
    const suffix =
      stage === undefined
        ? ''
        : ` ${stage === 'rc' ? 'RC' : stage}${round === '' ? '' : ` ${scene.cardinal(round)}`}`;
    return `${v === undefined ? '' : `${v} `}${numbers.join(' point ')}${suffix}`;
  },
};

/** "4.4x", "10x faster". */
const factor: EnglishRule = {
  class: 'cardinal',
  needs: /\d/,
  switch: 'number_normalization',
  pattern: new RegExp(`${numberStart}(${number})[x×](?![\\p{L}\\p{N}])`, 'gu'),
  read: ({ 0: whole, 1: digits = '', index }, scene) => {
    const isTimes = /^ (?:\p{Ll}{2,16}er|more|less|as|the)\b/u.test(scene.after(index + whole.length));
    return `${quantity(digits, scene)} ${isTimes ? 'times' : 'x'}`;
  },
};

/**
 * B2B, A4, COVID-19, F-16, H2O, 221B, 1080p, MP3: pieces in turn; single letters are letters, numbers go in pairs. A hyphen
 * between two words stays.
 */
const code: EnglishRule = {
  class: 'code',
  needs: /\d/,
  switch: 'number_normalization',
  pattern:
    /(?<![\p{L}\p{N}_])(?<!\p{N}[.,])(?=[\p{L}\p{M}'-]{0,63}\d)[\p{L}\d][\p{L}\p{M}\d']{0,63}(?:-[\p{L}\d][\p{L}\p{M}\d']{0,63}){0,8}(?![\p{L}\d])/gu,
  read: ([whole], scene) => {
    if (!/\d/u.test(whole) || !/\p{L}/u.test(whole) || /^\d{1,18}-\p{L}/u.test(whole)) return undefined;
    if (formula.test(whole))
      return Array.from(whole.matchAll(/\p{L}|\d{1,8}/gu), ([part]) => say(part, scene)).join(' ');
    const pieces = whole.match(/[\p{L}\p{M}']{1,64}|\d{1,64}|-/gu) ?? [];
    return pieces
      .map((piece, at) => {
        if (piece !== '-') return `${at === 0 || pieces[at - 1] === '-' ? '' : ' '}${say(piece, scene)}`;
        return /\d/u.test((pieces[at - 1] ?? '') + (pieces[at + 1] ?? '')) ? ' ' : '-';
      })
      .join('');
  },
};

/** Symbols of the elements and counts: H2SO4, Fe2O3; said letter by letter. */
const formula =
  /^(?:(?:A[cglmrstu]|B[aehikr]?|C[adeflmorsu]?|D[by]|E[ru]|F[emr]?|G[ade]|H[efgos]?|I[nr]?|Kr?|L[airu]|M[gnot]|N[abdeiop]?|O[s]?|P[abdmort]?|R[abefhnu]|S[bcegimnr]?|T[abcehilm]|U|V|W|Xe|Yb?|Z[nr])\d{0,2}){2,12}$/u;

function say(part: string, scene: Scene): string {
  if (/^\d/u.test(part)) return label(part, scene);
  return part.length === 1 && part !== 'x' && part !== 'v' ? part.toUpperCase() : part;
}

/** 30-year-old, 6-pack, 123.2-millimeters: the hyphen stays and joins. */
const compound: EnglishRule = {
  class: 'cardinal',
  needs: /\d/,
  switch: 'number_normalization',
  pattern: new RegExp(`${numberStart}(${number})(?=-\\p{L}{2})`, 'gu'),
  read: ([, digits = ''], scene) => quantity(digits, scene),
};

export const versionRules: readonly EnglishRule[] = [version];
export const codeRules: readonly EnglishRule[] = [factor, compound, code];
