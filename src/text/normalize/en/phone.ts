/** Telephone numbers, extensions, and numbers that are always said digit by digit. */
import { digitByDigit } from './number-reading.js';
import type { EnglishRule } from './scene.js';

const start = '(?<![\\p{L}\\p{N}_+])(?<!\\p{N}[.,:/-])';
const extension = '(?:,? ?(?:x|ext\\.?|extension) ?(?<ext>\\d{1,6}))?';

function groups(digits: string): string {
  return (digits.match(/\d{1,15}/gu) ?? []).map(digitByDigit).join(', ');
}

function withExtension(words: string, ext: string | undefined): string {
  return ext === undefined ? words : `${words}, extension ${digitByDigit(ext)}`;
}

/** (555) 123-4567, 555.123.4567, 1-800-555-0199, +1 (555) 123-4567, 123-123-5678-1111. */
const american: EnglishRule = {
  class: 'phone',
  needs: /\d/,
  switch: 'phone_normalization',
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}_])(?<!\\p{N}[.,:/-])(?<land>\\+?1[ .-]?)?(?<area>\\(\\d{3}\\)[ .-]{0,2}|\\d{3}[-. /])(?<rest>\\d{3}[-. ]\\d{4}(?:-\\d{1,4})?)(?![\\p{N}-])(?!\\.\\d)${extension}(?![\\p{L}\\p{N}])`,
    'giu',
  ),
  read: ({ groups: named = {} }) => {
    const { land, area = '', rest = '', ext } = named;
    const code = area.replace(/\D/gu, '');
    const tollFree = land !== undefined && !land.startsWith('+') && /^8(?:00|88|77|66|55|44|33)$/u.test(code);
    const first = tollFree && code.endsWith('00') ? 'eight hundred' : digitByDigit(code);
    const country = land === undefined ? '' : land.startsWith('+') ? 'plus one, ' : 'one, ';
    return withExtension(`${country}${first}, ${groups(rest)}`, ext);
  },
};

/** +44 20 7946 0958, +33 1 23 45 67 89. */
const international: EnglishRule = {
  class: 'phone',
  needs: /\d/,
  switch: 'phone_normalization',
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}_+])\\+(?<land>\\d{1,3})(?<rest>(?:[ .-]?\\(?\\d{1,5}\\)?){2,6})(?![\\p{L}\\p{N}])${extension}`,
    'gu',
  ),
  read: ({ groups: named = {} }) => {
    const { land = '', rest = '', ext } = named;
    const digits = rest.replace(/\D/gu, '').length;
    if (digits < 6 || digits > 13) return undefined;
    return withExtension(`plus ${digitByDigit(land)}, ${groups(rest)}`, ext);
  },
};

/** 020 7946 0958, 0800 123 456: a national number begins with a nought. */
const national: EnglishRule = {
  class: 'phone',
  needs: /\d/,
  switch: 'phone_normalization',
  pattern: new RegExp(
    `${start}\\(?(0\\d{2,4})\\)?[ -](\\d{3,4})[ -]?(\\d{3,4})(?![\\p{L}\\p{N}-])${extension}`,
    'gu',
  ),
  read: ({ 1: area = '', 2: first = '', 3: last = '', groups: named = {} }) =>
    withExtension([area, first, last].map(digitByDigit).join(', '), named.ext),
};

/** 555-1234: a number unless it reads as a range. */
const local: EnglishRule = {
  class: 'phone',
  needs: /\d/,
  switch: 'phone_normalization',
  pattern: new RegExp(
    `${start}(\\d{3})[-.](\\d{4})(?![\\p{L}\\p{N}-])(?!\\.\\d)(?! ?%)${extension}(?![\\p{L}\\p{N}])`,
    'giu',
  ),
  read: ({ 0: whole, 1: first = '', 2: last = '', index, groups: named = {} }, scene) => {
    if (whole.includes('.') && first !== '555') return undefined;
    const isRange =
      /^(?:pages|pp|from|between|about|approximately|of)$/u.test(scene.wordBefore(index)) ||
      (last.endsWith('00') && first.endsWith('0'));
    return isRange && first !== '555'
      ? undefined
      : withExtension(`${digitByDigit(first)}, ${digitByDigit(last)}`, named.ext);
  },
};

/** 078-05-1120; 4111 1111 1111 1111. */
const serial: EnglishRule = {
  class: 'phone',
  needs: /\d/,
  switch: 'phone_normalization',
  pattern: new RegExp(
    `${start}(?:\\d{3}-\\d{2}-\\d{4}|\\d{4}([ -])\\d{4}\\1\\d{4}(?:\\1\\d{4})?)(?![\\p{L}\\p{N}-])`,
    'gu',
  ),
  read: ([whole]) => groups(whole),
};

/** Looked for right before the digits. */
const keyword =
  '\\b(?:call|dial|zip(?: ?code)?|postal code|post ?code|area code|pin(?: code)?|code|passcode|ssn|isbn(?:-1[03])?|issn|imei|ean|upc|sku|serial(?: number)?|account(?: number)?|flight number|order number|tracking number|license|licence|badge|confirmation(?: number)?|extension|ext\\.?|routing(?: number)?|vat)(?: (?:is|number|no\\.))?[:#]? ?#?';

/** After "call", "zip code", "ISBN", "PIN": digit by digit, in the groups they are written in. */
const keyed: EnglishRule = {
  class: 'code',
  needs: /\d/,
  switch: 'phone_normalization',
  pattern: new RegExp(
    `(?<=(?<keyword>${keyword}))\\d{1,20}(?:-\\d{1,20}){0,6}(?:-[Xx])?(?![\\p{L}\\p{N}])(?![.,:]\\d)`,
    'giu',
  ),
  read: ({ 0: whole, index, groups: named = {} }, scene) => {
    const isCall = /^(?:call|dial)/iu.test(named.keyword ?? '');
    if (
      isCall &&
      (/^\d{1,2}$/u.test(whole) ||
        (/^ \p{Ll}/u.test(scene.after(index + whole.length)) && !/^[2-9]11$/u.test(whole)))
    )
      return undefined;
    return groups(whole) + (/[Xx]$/u.test(whole) ? ', X' : '');
  },
};

/** New York, NY 10001: a state and its code. */
const zip: EnglishRule = {
  class: 'code',
  needs: /\d/,
  switch: 'phone_normalization',
  pattern: /(?<=(?:, |\. )[A-Z]{2} )\d{5}(?:-\d{4})?(?![\p{L}\p{N}])/gu,
  read: ([whole]) => groups(whole),
};

const extensionWord: EnglishRule = {
  class: 'phone',
  needs: /\d/,
  switch: 'phone_normalization',
  pattern: /(?<![\p{L}\p{N}_])ext\.? ?(\d{1,6})(?![\p{L}\p{N}])/giu,
  read: ([, digits = '']) => `extension ${digitByDigit(digits)}`,
};

/** A run of digits nobody names: singly, a sentence for every sixty-four. */
const endless: EnglishRule = {
  class: 'cardinal',
  needs: /\d/,
  switch: 'number_normalization',
  pattern: /(?<=\d{64})\d{1,64}|\d{64}(?=\d)/gu,
  read: ([digits]) => `${digitByDigit(digits)}.`,
};

export const phoneRules: readonly EnglishRule[] = [
  endless,
  american,
  international,
  national,
  serial,
  local,
  zip,
  extensionWord,
  keyed,
];
