/** Fractions in words: "three quarters", "four and a half", "one sixteenth". */
import { plural } from './number-reading.js';
import type { Scene } from './scene.js';

const vulgar: Readonly<Record<string, string>> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
  '⅕': '1/5',
  '⅖': '2/5',
  '⅗': '3/5',
  '⅘': '4/5',
  '⅙': '1/6',
  '⅚': '5/6',
  '⅐': '1/7',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
  '⅑': '1/9',
  '⅒': '1/10',
  '↉': '0/3',
};

/** Pattern of a fraction with or without a whole number before it. */
export const fraction =
  '(?:(?:\\d{1,6}(?: |-| and ))?\\d{1,4}/\\d{1,4}(?!/?\\d)(?![.,]\\d)|(?:\\d{1,6} ?)?[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒↉])';

export interface Fraction {
  readonly whole: string | undefined;
  readonly above: string;
  readonly below: string;
}

export function parseFraction(written: string): Fraction | undefined {
  const plain = written.replace(/[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒↉]/u, (sign) => ` ${vulgar[sign] ?? ''}`);
  const [, whole, above, below] = /^\s*(?:(\d+)(?:\s+|-|\s+and\s+))?(\d+)\/(\d+)$/u.exec(plain) ?? [];
  return above === undefined || below === undefined ? undefined : { whole, above, below };
}

/** Above a hundred, and over nothing, nobody says ordinals: "three over two hundred". */
export function fractionWords({ whole, above, below }: Fraction, scene: Scene): string {
  const [top, bottom] = [Number(above), Number(below)];
  const isNamed = bottom > 1 && (top < bottom || bottom <= 20) && (bottom <= 100 || bottom % 100 === 0);
  const head = scene.cardinal(above);
  const name = !isNamed
    ? undefined
    : bottom === 2
      ? 'half'
      : bottom === 4
        ? 'quarter'
        : scene.ordinal(below).replace(/^one (?=hundred|thousand)/u, '');
  const many = name === 'half' ? 'halves' : name === undefined ? '' : plural(name);
  const words =
    name === undefined ? `${head} over ${scene.cardinal(below)}` : `${head} ${top === 1 ? name : many}`;
  if (whole === undefined) return words;
  return `${scene.cardinal(whole)} and ${top === 1 && name !== undefined ? `${/^(?:eigh|eleven)/u.test(name) ? 'an' : 'a'} ${name}` : words}`;
}
