/**
 * Tokens with digits to phonemes: years, ordinals, telephone-like runs, versions, money. For clients that turn the
 * normaliser's numbers off, and for the reference mode; the order of the rules is misaki's.
 */
import { withEd, withIng, withS } from './endings.js';
import { cardinal, decimal, ordinal, year } from './number-words.js';
import type { Pronunciation } from './pronunciation.js';
import { isDigits } from './word-shape.js';
import type { Words } from './words.js';

export interface NumberStyle {
  /** Sign of the currency the number is an amount of. */
  readonly currency: string | undefined;
  /** True for the first piece of a word. */
  readonly isHead: boolean;
  /** `&` keeps "and", `n` reads it "ən", `a` reads a leading "one" as "a". */
  readonly flags: string;
}

interface Unit {
  readonly unit: string;
  readonly subunit: string;
}

const currencies: ReadonlyMap<string, Unit> = new Map([
  ['$', { unit: 'dollar', subunit: 'cent' }],
  ['£', { unit: 'pound', subunit: 'pence' }],
  ['€', { unit: 'euro', subunit: 'cent' }],
]);

export const isCurrencySign = (text: string): boolean => currencies.has(text);

const ordinalSuffixes = new Set(['st', 'nd', 'rd', 'th']);
const suffixes = ['ing', "'d", 'ed', "'s", 'st', 'nd', 'rd', 'th', 's'];

/** True if `word` is digits with commas and dots, perhaps with one suffix and, in a head, a leading minus. */
export function isNumber(word: string, isHead: boolean): boolean {
  if (!/[0-9]/.test(word)) return false;
  const suffix = suffixes.find((ending) => word.endsWith(ending)) ?? '';
  const body = word.slice(0, word.length - suffix.length);
  return (isHead ? /^-?[0-9,.]*$/ : /^[0-9,.]*$/).test(body);
}

/** Collects the phonemes of number words one by one. */
class Reading {
  readonly sounds: string[] = [];

  constructor(
    private readonly words: Words,
    private readonly flags: string,
  ) {}

  word(word: string, stress?: number): void {
    const found = this.words.lookup(word, undefined, stress);
    if (found !== undefined) this.sounds.push(found.phonemes);
  }

  /** Number words as spelled out; "and" is spoken as the flags say. */
  spelled(text: string, isFirst = true): void {
    const words = text.split(/[^a-z]+/);
    for (const [i, word] of words.entries()) {
      if (word === 'and' && !this.flags.includes('&')) {
        const last = this.sounds.length - 1;
        if (this.flags.includes('n') && last >= 0) this.sounds[last] += 'ən';
      } else if (isFirst && i === 0 && words.length > 1 && word === 'one' && this.flags.includes('a')) {
        this.sounds.push('ə');
      } else this.word(word, word === 'point' ? -2 : undefined);
    }
  }

  digits(digits: string): void {
    for (const digit of digits) this.spelled(cardinal(digit), false);
  }
}

/** Groups inside a word: digit by digit, or "three oh five". */
function readInner(reading: Reading, digits: string): void {
  if (digits.startsWith('0') || digits.length > 3) reading.digits(digits);
  else if (digits.length === 3 && !digits.endsWith('00')) {
    reading.spelled(cardinal(digits.charAt(0)));
    if (digits.charAt(1) === '0') {
      reading.word('O', -2);
      reading.spelled(cardinal(digits.charAt(2)), false);
    } else reading.spelled(cardinal(digits.slice(1)), false);
  } else reading.spelled(cardinal(digits));
}

function readDotted(reading: Reading, text: string): void {
  for (const [i, digits] of text.split('.').entries()) {
    if (digits === '') continue;
    if (digits.startsWith('0') || (digits.length !== 2 && /[^0]/.test(digits.slice(1))))
      reading.digits(digits);
    else reading.spelled(cardinal(digits), i === 0);
  }
}

function isAmount(text: string): boolean {
  const [, cents, more] = text.split('.');
  return more === undefined && (cents === undefined || cents.length < 3);
}

function readAmount(reading: Reading, words: Words, text: string, { unit, subunit }: Unit): void {
  const [whole = '', cents] = text.split('.');
  let parts: [string, string][] = [[whole || '0', unit]];
  if (cents !== undefined) {
    if (Number(cents) !== 0) parts.push([cents, subunit]);
    if (parts.length > 1 && Number(whole) === 0) parts = parts.slice(1);
  }
  for (const [i, [amount, name]] of parts.entries()) {
    if (i > 0) reading.word('and');
    reading.spelled(cardinal(amount), i === 0);
    const plural = Number(amount) !== 1 && name !== 'pence' ? words.stemS(`${name}s`) : words.lookup(name);
    if (plural !== undefined) reading.sounds.push(plural.phonemes);
  }
}

function readPlain(reading: Reading, text: string, isOrdinal: boolean): void {
  const bare = text.replaceAll(',', '');
  if (isDigits(text)) reading.spelled(cardinal(text));
  else if (!text.includes('.')) reading.spelled(isOrdinal ? ordinal(bare) : cardinal(bare));
  else if (bare.startsWith('.'))
    reading.spelled(`point ${[...bare.slice(1)].map((digit) => cardinal(digit)).join(' ')}`);
  else reading.spelled(decimal(bare));
}

function readBody(reading: Reading, words: Words, body: string, style: NumberStyle, suffix: string): void {
  const isOrdinal = ordinalSuffixes.has(suffix);
  const unit = style.currency === undefined ? undefined : currencies.get(style.currency);
  const bare = body.replaceAll(',', '');
  if (isDigits(body) && isOrdinal) reading.spelled(ordinal(body));
  else if (reading.sounds.length === 0 && body.length === 4 && unit === undefined && isDigits(body))
    reading.spelled(year(body));
  else if (!style.isHead && !body.includes('.')) readInner(reading, bare);
  else if (body.split('.').length > 2 || !style.isHead) readDotted(reading, bare);
  else if (unit !== undefined && isAmount(body)) readAmount(reading, words, bare, unit);
  else readPlain(reading, body, isOrdinal);
}

/** Reads a number; undefined if nothing of it can be said. The caller has asked `isNumber`. */
export function readNumber(words: Words, word: string, style: NumberStyle): Pronunciation | undefined {
  const suffix = /[a-z']+$/.exec(word)?.[0] ?? '';
  let body = word.slice(0, word.length - suffix.length);
  const reading = new Reading(words, style.flags);
  if (body.startsWith('-')) {
    reading.word('minus');
    body = body.slice(1);
  }
  readBody(reading, words, body, style, suffix);
  if (reading.sounds.length === 0) return undefined;
  const spoken = reading.sounds.join(' ');
  let phonemes: string | undefined = spoken;
  if (suffix === 's' || suffix === "'s") phonemes = withS(spoken, words.variant);
  else if (suffix === 'ed' || suffix === "'d") phonemes = withEd(spoken, words.variant);
  else if (suffix === 'ing') phonemes = withIng(spoken, words.variant);
  return phonemes === undefined ? undefined : { phonemes, origin: 'number' };
}

/** The plural of a currency's unit after a word such as "million" that carries the sign. */
export function withCurrency(words: Words, phonemes: string, currency: string | undefined): string {
  const unit = currency === undefined ? undefined : currencies.get(currency);
  const plural = unit && words.stemS(`${unit.unit}s`);
  return plural === undefined ? phonemes : `${phonemes} ${plural.phonemes}`;
}
