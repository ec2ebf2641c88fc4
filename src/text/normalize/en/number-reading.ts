/** The ways people read a number: as a quantity, digit by digit, in pairs. */
import type { Scene } from './scene.js';

const units = 'zero one two three four five six seven eight nine'.split(' ');

/** A run of more digits than this has no name anybody would say. */
const namedDigits = 18;

/** Pattern of a written number with thousands and decimals, without sign; no unbounded run. */
export const number =
  '(?:\\d{1,3}(?:,\\d{3}){1,10}(?!\\d)|\\d{1,2}(?:,\\d{2}){1,4},\\d{3}(?!\\d)|\\d{1,64})(?:\\.\\d{1,32})?|\\.\\d{1,32}';
/** A number begins here: neither in a word nor in the middle of another number. */
export const numberStart = '(?<![\\p{L}\\p{N}_^])(?<!\\p{N}[.,]|\\^[-+])';
/** A number ends here. */
export const numberEnd = '(?![\\p{L}\\p{N}_])(?![.,]\\d)';

/** "one two three"; groups of a phone number, codes, decimals. */
export function digitByDigit(digits: string): string {
  return Array.from(digits.replace(/\D/gu, ''), (digit) => units[Number(digit)]).join(' ');
}

/** "12" twelve, "1,234.50" one thousand, two hundred and thirty-four point five zero, ".5" point five, "007" zero zero seven. */
export function quantity(written: string, scene: Scene): string {
  const [whole = '', fraction] = written.replaceAll(',', '').split('.');
  const tail = fraction === undefined || fraction === '' ? '' : `point ${digitByDigit(fraction)}`;
  return whole === ''
    ? tail
    : tail === ''
      ? integer(whole, written, scene)
      : `${integer(whole, written, scene)} ${tail}`;
}

function integer(digits: string, written: string, scene: Scene): string {
  const hasName = digits.length <= namedDigits || written.includes(',');
  return !hasName || /^0\d/u.test(digits) ? digitByDigit(digits) : scene.cardinal(digits);
}

/** "minus five" where a minus stands before the number. */
export function signed(sign: string | undefined, words: string): string {
  return sign === '-' ? `minus ${words}` : sign === '+' ? `plus ${words}` : words;
}

/** A year of three or four digits: "nineteen oh five", "nineteen hundred", "two thousand and nine". */
export function yearWords(digits: string, scene: Scene): string {
  const [century, rest] = [digits.slice(0, -2), digits.slice(-2)];
  if (digits.length < 3 || digits.length > 4 || digits.startsWith('0')) return quantity(digits, scene);
  if (rest === '00')
    return century.endsWith('0') ? scene.cardinal(digits) : `${scene.cardinal(century)} hundred`;
  if (century.endsWith('0') && rest.startsWith('0')) return scene.cardinal(digits);
  return `${scene.cardinal(century)} ${pair(rest, scene)}`;
}

/** The last two digits of a year: "twenty-four", "oh five". */
export function pair(digits: string, scene: Scene): string {
  return digits.startsWith('0') ? `oh ${units[Number(digits)]}` : scene.cardinal(digits);
}

/** A number that names something (a room, a flight, part of a code): in pairs, long ones and leading zeros singly. */
export function label(digits: string, scene: Scene): string {
  if (/^0\d/u.test(digits) || digits.length > 4) return digitByDigit(digits);
  return digits.length < 3 ? scene.cardinal(digits) : yearWords(digits, scene);
}

/** Words whose number is a name: of three digits it is read in pairs. */
export const labelled =
  /^(?:room|suite|flight|boeing|airbus|route|highway|hwy|interstate|train|bus|gate|unit|apartment|apt|bldg|building|channel|area code|studio|cell|ward|district|locker|peugeot|porsche)$/u;

/** "sixes", "eighties", "hundreds": for decades and denominators. */
export function plural(words: string): string {
  return words.endsWith('y') ? `${words.slice(0, -1)}ies` : words.endsWith('x') ? `${words}es` : `${words}s`;
}
