/** Ranges, scores and dimensions: `10-20`, `20–25%`, `1939-1945`, `50-50`, `4x4`, `1-on-1`. */
import { label, labelled, number, numberStart, pair, quantity, signed, yearWords } from './number-reading.js';
import type { EnglishRule } from './scene.js';

/** 1939-1945, 2019-20, 1914–18: years, when they can be. */
const years: EnglishRule = {
  class: 'range',
  needs: /\d/,
  switch: 'number_normalization',
  pattern: new RegExp(
    `${numberStart}(1[1-9]\\d{2}|20\\d{2}) ?([-–—/]) ?(\\d{4}|\\d{2})(?!'?s\\b)(?![\\p{L}\\p{N}/-])(?![.,:]\\d)`,
    'gu',
  ),
  read: ({ 0: whole, 1: first = '', 2: mark = '', 3: last = '', index }, scene) => {
    const after = scene.after(index + whole.length);
    if (
      /^ ?(?:%|°|(?:[kcmµ]?[gmlLWV]|km|kg|lbs?|ft|mi|miles|people|dollars|feet|meters|units|words|calories)\b)/u.test(
        after,
      )
    )
      return undefined;
    const end = last.length === 2 ? first.slice(0, 2) + last : last;
    if (Number(end) <= Number(first) || Number(end) > 2199 || (mark === '/' && last.length > 2))
      return undefined;
    const short = last.length === 2 ? pair(last, scene) : yearWords(last, scene);
    return `${yearWords(first, scene)}${mark === '/' ? '' : ' to'} ${short}`;
  },
};

const range: EnglishRule = {
  class: 'range',
  needs: /\d/,
  switch: 'number_normalization',
  pattern: new RegExp(
    `${numberStart}(?<sign>(?<![\\p{L}\\p{N}\\)])[-+])?(?<low>${number})(?<percent>%)? ?(?<mark>-|–|—|\\.\\.|…) ?(?<sign2>-)?(?<high>${number})(?<unit> ?%)?(?![\\p{L}\\p{N}_/])(?![-–][\\p{L}\\p{N}])(?![.,:]\\d)`,
    'gu',
  ),
  read: ({ 0: whole, index, groups = {} }, scene) => {
    const { sign, low = '', percent, mark = '', sign2, high = '', unit } = groups;
    const after = scene.after(index + whole.length);
    // "5 - 3 = 2", "10 - 4": with blanks it is a range only upwards.
    const isSum =
      / [-–]/u.test(whole) &&
      (/^ ?=/u.test(after) ||
        Number(high.replaceAll(',', '')) <= Number(low.replaceAll(',', '')) ||
        /[-+*/=×÷] ?$/u.test(scene.before(index)));
    if (isSum || (mark === '—' && / —|— /u.test(whole))) return undefined;
    if (/^\d{3}$/u.test(low) && labelled.test(scene.wordBefore(index)))
      return `${label(low, scene)} ${label(high, scene)}`;
    if (low === high && sign === undefined) return `${quantity(low, scene)}-${quantity(high, scene)}`;
    const words = `${signed(sign, quantity(low, scene))}${percent === undefined || unit !== undefined ? '' : ' percent'} to ${signed(sign2, quantity(high, scene))}`;
    return `${words}${unit === undefined && percent === undefined ? '' : ' percent'}`;
  },
};

/** 4x4, 1920×1080, 2 x 3 x 4. */
const dimensions: EnglishRule = {
  class: 'range',
  needs: /\d/,
  switch: 'number_normalization',
  pattern: new RegExp(
    `${numberStart}(${number})( ?)[x×](?: ?)(${number})(?: ?[x×] ?(${number}))?(?![\\p{L}\\p{N}])(?! ?[=^⁰¹²³⁴-⁹])(?!\\.\\d)`,
    'gu',
  ),
  read: ({ 0: whole, 1: first = '', 2: blank, 3: second = '', 4: third }, scene) => {
    if (whole.includes('×') && blank === ' ' && third === undefined) return undefined;
    const side = (digits: string): string =>
      /^\d{4}$/u.test(digits) && !digits.endsWith('00') ? yearWords(digits, scene) : quantity(digits, scene);
    return [first, second, third]
      .flatMap((digits) => (digits === undefined ? [] : [side(digits)]))
      .join(' by ');
  },
};

/** 1-on-1, 2-for-1, 50-to-1. */
const between: EnglishRule = {
  class: 'range',
  needs: /\d/,
  switch: 'number_normalization',
  pattern: /(?<![\p{L}\p{N}_-])(\d{1,3})-(on|for|to|by|in|of|and|or)-(\d{1,3})(?![\p{L}\p{N}-])/gu,
  read: ([, low = '', word = '', high = ''], scene) =>
    `${scene.cardinal(low)} ${word} ${scene.cardinal(high)}`,
};

export const yearRangeRules: readonly EnglishRule[] = [years];
export const rangeRules: readonly EnglishRule[] = [between, dimensions, range];
