/** What is left of numbers: ordinals, years, decimals, quantities, thousands written with a letter. */
import { fractionWords, parseFraction } from './fraction-words.js';
import {
  digitByDigit,
  label,
  labelled,
  number,
  numberStart,
  quantity,
  signed,
  yearWords,
} from './number-reading.js';
import type { EnglishRule, Scene } from './scene.js';

const sign = '(?<sign>(?<![\\p{L}\\p{N})\\]])[-+])?';

const ordinals: EnglishRule = {
  class: 'ordinal',
  needs: /\d/,
  switch: 'number_normalization',
  pattern: new RegExp(
    `${numberStart}(\\d{1,3}(?:,\\d{3}){1,5}|\\d{1,18})(?:st|nd|rd|th|ST|ND|RD|TH)(?![\\p{L}\\p{N}])`,
    'gu',
  ),
  read: ([, digits = ''], scene) => scene.ordinal(digits),
};

const magnitudes: Readonly<Record<string, string>> = {
  k: 'thousand',
  K: 'thousand',
  M: 'million',
  mn: 'million',
  bn: 'billion',
  B: 'billion',
  tn: 'trillion',
};
const picture =
  /^ ?-?(?:run|race|video|resolution|monitor|tv|television|display|screen|camera|ultra|hdr|uhd|footage|content|stream|streaming|marathon|walk|gold)\b/iu;

/** 100k users, 1.6k, 5M downloads; but a 5k run and a 4K video. */
const abbreviated: EnglishRule = {
  class: 'cardinal',
  needs: /\d/,
  switch: 'number_normalization',
  pattern: new RegExp(
    `${numberStart}${sign}(?<digits>${number})(?<factor>k|K|M|mn|bn|B|tn)(?<plus>\\+)?(?![\\p{L}\\p{N}])`,
    'gu',
  ),
  read: ({ 0: whole, index, groups = {} }, scene) => {
    const { sign: mark, digits = '', factor = '', plus } = groups;
    const after = scene.after(index + whole.length);
    if (
      /^[kK]$/u.test(factor) &&
      (picture.test(after) ||
        (factor === 'K' && digits.length === 1 && plus === undefined && !/^ \p{Ll}/u.test(after)))
    )
      return `${quantity(digits, scene)} K`;
    // "12B" and "3M" without a plural are a flat and a firm.
    if (/^[MB]$/u.test(factor) && !/^ \p{Ll}{2}/u.test(after) && !digits.includes('.') && plus === undefined)
      return undefined;
    return `${signed(mark, quantity(digits, scene))} ${magnitudes[factor] ?? ''}${plus === undefined ? '' : ' plus'}`;
  },
};

const yearBefore =
  /^(?:in|since|until|till|circa|c|ca|year|©|copyright|est|established|anno|spring|summer|autumn|fall|winter|early|late|mid|class of|before|after)$/u;
const counted =
  /^(?:was|is|has|as|this|his|its|it's|us|yes|thus|plus|across|always|perhaps|versus|does|james|these|those|there|news)$/iu;

/** A year where the words before ask for one; otherwise only what can hardly be a count. */
function isYear(digits: string, index: number, scene: Scene): boolean {
  if (!/^[12]\d{3}$/u.test(digits)) return false;
  const n = Number(digits);
  const after = scene.wordAfter(index + 4);
  if (n > 1500 && n < 2100) return true;
  if (n < 1001 || n > 2199) return false;
  const before = scene.wordBefore(index);
  if (!yearBefore.test(before)) return false;
  return /^c$|^ca$|circa|©|year/u.test(before) || !(/^\p{Ll}+s$/u.test(after) && !counted.test(after));
}

const streets =
  "^ (?:[NSEW]{1,2}\\.? )?(?:\\p{Lu}[\\p{L}'.]{0,20} |\\d{1,3}(?:st|nd|rd|th) ){1,3}(?:St|Street|Ave|Avenue|Blvd|Boulevard|Rd|Road|Dr|Drive|Ln|Lane|Ct|Court|Pl|Place|Way|Hwy|Highway|Pkwy|Parkway|Sq|Square|Ter|Terrace|Cir|Circle|Broadway)\\b";
const street = new RegExp(streets, 'u');

const cardinals: EnglishRule = {
  class: 'cardinal',
  needs: /\d/,
  switch: 'number_normalization',
  pattern: new RegExp(
    `${numberStart}${sign}(?<digits>\\d{1,3}(?: \\d{3}){2,5}(?![\\d,])|\\d{1,3} 000(?![\\d,])|${number})(?<plus>\\+(?![\\p{L}\\p{N}+]))?`,
    'gu',
  ),
  read: ({ 0: whole, index, groups = {} }, scene) => {
    const { sign: mark, digits: written = '', plus } = groups;
    const digits = written.replaceAll(' ', '');
    const start = index + whole.indexOf(written);
    const words = integerOrDecimal(digits, start, start + written.length, scene);
    return `${signed(mark, words)}${plus === undefined ? '' : ' plus'}`;
  },
};

function integerOrDecimal(digits: string, start: number, end: number, scene: Scene): string {
  const after = scene.after(end);
  if (/^\d+$/u.test(digits)) {
    if (/^\d{3,5}$/u.test(digits) && street.test(after))
      return digits.length === 5 ? digitByDigit(digits) : label(digits, scene);
    if (/^\d{3}$/u.test(digits) && labelled.test(scene.wordBefore(start))) return label(digits, scene);
    if (isYear(digits, start, scene)) return yearWords(digits, scene);
  }
  // The nought of "version 1.0" is not said.
  if (/^\d{1,3}\.0$/u.test(digits) && scene.wordBefore(start) === 'version')
    return scene.cardinal(digits.slice(0, -2));
  return quantity(digits, scene);
}

/** Digits that nothing above could make sense of: said all the same. */
const leftover: EnglishRule = {
  class: 'cardinal',
  switch: 'number_normalization',
  pattern: /\d{1,64}|[½⅓⅔¼¾⅕-⅞⅑⅒↉⅐]|[⁰¹²³⁴-⁹]/gu,
  read: ([written], scene) => {
    if (/^\d/u.test(written)) return label(written, scene);
    const part = parseFraction(written);
    return ` ${part === undefined ? label(written.normalize('NFKC'), scene) : fractionWords(part, scene)} `;
  },
};

export const leftoverRules: readonly EnglishRule[] = [leftover];
export const ordinalRules: readonly EnglishRule[] = [ordinals, abbreviated];
/** Most numbers are small and plain; they take the short way. */
const small: EnglishRule = {
  class: 'cardinal',
  needs: /\d/,
  switch: 'number_normalization',
  pattern:
    /(?<![\p{L}\p{N}_.])(?<!\p{N},)(?:(?<![)\]])[-+])?(?!0\d)\d{1,2}(?![\p{L}\p{N}_+]|[.,]\d| \d{3})/gu,
  read: ([written], scene) => {
    const sign = written.charAt(0);
    return sign === '-' || sign === '+'
      ? signed(sign, scene.cardinal(written.slice(1)))
      : scene.cardinal(written);
  },
};

export const numberRules: readonly EnglishRule[] = [small, cardinals];
