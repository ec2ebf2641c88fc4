/** Years that are written in a way of their own: decades, `'99`, eras. */
import { pair, plural, quantity, yearWords } from './number-reading.js';
import type { EnglishRule, Scene } from './scene.js';

const start = '(?<![\\p{L}\\p{N}_])(?<!\\p{N}[.,])';

/** "nineteen eighties", "two thousands", "twenty tens". */
function decade(digits: string, scene: Scene): string {
  const words =
    digits.length === 2
      ? digits === '00'
        ? 'two thousand'
        : scene.cardinal(digits)
      : yearWords(digits, scene);
  return words.replace(/[^ ]+$/u, plural);
}

const person = /^(?:the|early|mid|late|his|her|their|my|our|your|its|in|of|since)$/u;

const decades: EnglishRule = {
  class: 'date',
  needs: /\d/,
  switch: 'date_normalization',
  pattern: new RegExp(
    `${start}(?:(mid|early|late)-)?('?)(\\d{2}|\\d{3}0)'?s(?:( ?[-–] ?|/)('?)(\\d{2}|\\d{3}0)'?s)?(?![\\p{L}\\p{N}])`,
    'giu',
  ),
  read: ({ 1: part, 2: mark, 3: first = '', 4: joint, 6: last, index }, scene) => {
    if (!first.endsWith('0') && !(first.length === 2 && mark === "'")) return undefined;
    const isShown =
      first.length === 4 ||
      mark === "'" ||
      part !== undefined ||
      last !== undefined ||
      person.test(scene.wordBefore(index));
    if (!isShown) return undefined;
    const head = part === undefined ? '' : `${part} `;
    return `${head}${decade(first, scene)}${last === undefined ? '' : ` ${joint === '/' ? 'and' : 'to'} ${decade(last, scene)}`}`;
  },
};

const clipped: EnglishRule = {
  class: 'date',
  needs: /\d/,
  switch: 'date_normalization',
  pattern: /(?<![\p{L}\p{N}'])'(\d{2})(?![\p{L}\p{N}'"%])(?!\.\d)/gu,
  read: ([, digits = ''], scene) => pair(digits, scene),
};

const era = '(?:B\\.?C\\.?E\\.?|C\\.?E\\.?|B\\.?C\\.?|A\\.?D\\.?)(?![\\p{L}\\p{N}])';

const eras: EnglishRule = {
  class: 'date',
  needs: /\d/,
  switch: 'date_normalization',
  pattern: new RegExp(
    `${start}(\\d{1,4})(?: ?[-–] ?(\\d{1,4}))? ?(${era})|(?<![\\p{L}\\p{N}])(A\\.?D\\.?) (\\d{1,4})(?![\\p{L}\\p{N}])(?![.,]\\d)`,
    'gu',
  ),
  read: ({ 0: whole, 1: first, 2: last, 3: after = '', 4: before, 5: years = '', index }, scene) => {
    const of = (digits: string): string =>
      digits.length === 4 ? yearWords(digits, scene) : quantity(digits, scene);
    if (before !== undefined) return `AD ${of(years)}`;
    const stop = after.endsWith('.') ? scene.stop(index + whole.length) : '';
    return `${of(first ?? '')}${last === undefined ? '' : ` to ${of(last)}`} ${after.replaceAll('.', '')}${stop}`;
  },
};

export const decadeRules: readonly EnglishRule[] = [decades, eras, clipped];
