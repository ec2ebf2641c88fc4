/** Dates: with month names, all in numbers, ISO. */
import { dayName, month, monthName, monthOf, weekday } from './calendar.js';
import { clockWords } from './clock.js';
import { number, pair, quantity, yearWords } from './number-reading.js';
import type { EnglishRule, Scene } from './scene.js';

const suffix = '(?:st|nd|rd|th)';
const start = '(?<![\\p{L}\\p{N}_])(?<!\\p{N}[.,:/-])';
const yearEnd = "(?![\\p{L}\\p{N}])(?![.,:/]\\d)(?!['’]s)";
const year = `(?<year>1\\d{3}|20\\d{2})${yearEnd}`;

function dayWords(first: string, last: string | undefined, scene: Scene): string | undefined {
  if (Number(first) < 1 || Number(first) > 31 || Number(last ?? 1) < 1 || Number(last ?? 1) > 31)
    return undefined;
  return last === undefined ? scene.ordinal(first) : `${scene.ordinal(first)} to ${scene.ordinal(last)}`;
}

/** "January fifth, twenty twenty-four". */
function monthFirst(name: string, day: string, years: string | undefined, scene: Scene): string {
  return years === undefined ? `${name} ${day}` : `${name} ${day}, ${yearOf(years, scene)}`;
}

function yearOf(digits: string, scene: Scene): string {
  return digits.length === 2 ? pair(digits, scene) : yearWords(digits, scene);
}

function numeric(
  dayOrMonth: string,
  other: string,
  years: string | undefined,
  dayFirst: boolean,
  scene: Scene,
): string | undefined {
  const swap = dayFirst ? Number(other) <= 12 : Number(dayOrMonth) > 12;
  const [monthNumber, day] = swap ? [other, dayOrMonth] : [dayOrMonth, other];
  const name = monthOf(Number(monthNumber));
  const words = dayWords(day, undefined, scene);
  return name === undefined || words === undefined ? undefined : monthFirst(name, words, years, scene);
}

const iso: EnglishRule = {
  class: 'date',
  needs: /\d/,
  switch: 'date_normalization',
  pattern: new RegExp(
    `${start}(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?![\\p{N}-])(?:[T ](\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.\\d{1,9})?)?(Z|[+-]\\d{2}:?\\d{2})?(?![\\p{L}\\p{N}:]))?`,
    'gu',
  ),
  read: ([, years = '', , months = '', day = '', hour, minute = '', second, zone], scene) => {
    const date = numeric(months, day, years, false, scene);
    if (date === undefined || hour === undefined || Number(months) > 12)
      return Number(months) > 12 ? undefined : date;
    return `${date}, ${clockWords({ hour, minute, second }, scene)}${zone === 'Z' ? ' UTC' : ''}`;
  },
};

const slashed: EnglishRule = {
  class: 'date',
  needs: /\d/,
  switch: 'date_normalization',
  pattern: new RegExp(
    `${start}(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?![\\p{L}\\p{N}])(?![./-]\\d)`,
    'gu',
  ),
  read: ([, first = '', mark, second = '', years = ''], scene) => {
    if (years.length === 2 && mark === '.') return undefined;
    if (years.length === 4 && !/^(?:1[5-9]|20)/u.test(years)) return undefined;
    return numeric(first, second, years, scene.dayFirst || mark === '.', scene);
  },
};

/** Without a year a slash date looks like a fraction: only where the words before ask for a day. */
const shortSlashed: EnglishRule = {
  class: 'date',
  needs: /\d/,
  switch: 'date_normalization',
  pattern: new RegExp(`${start}(\\d{1,2})/(\\d{1,2})(?![\\p{L}\\p{N}/])(?!\\.\\d)`, 'gu'),
  read: ({ 1: first = '', 2: second = '', index }, scene) => {
    const [before, after] = [
      scene.wordBefore(index),
      scene.wordAfter(index + first.length + second.length + 1),
    ];
    if (first === '9' && second === '11') return 'nine eleven';
    if (first === '24' && second === '7') return 'twenty-four seven';
    const asks =
      /^(?:on|until|till|since|before|due|dated|by)$/u.test(before) &&
      !/^(?:of|cup|inch|mile|tsp|teaspoon|share|majority)/u.test(after);
    return asks || /^(?:deadline|election)$/u.test(after)
      ? numeric(first, second, undefined, scene.dayFirst, scene)
      : undefined;
  },
};

const monthDay: EnglishRule = {
  class: 'date',
  needs: /\d/,
  switch: 'date_normalization',
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}_])(?=[adfjmnostw])(?:(?<weekday>${weekday}),? )?(?<month>${month})(?: |-(?=\\d{1,2}(?!\\d)))(?<day>\\d{1,2})${suffix}?(?: ?[-–] ?(?<last>\\d{1,2})${suffix}?)?` +
      `(?![\\p{L}\\p{N}])(?![.:/%]\\d|%)(?:,? ${year}|,? '(?<short>\\d{2})(?!\\d))?`,
    'giu',
  ),
  read: ({ groups = {} }, scene) => {
    const { weekday: named, month: name = '', day = '', last, year: years, short } = groups;
    const words = dayWords(day, last, scene);
    if (words === undefined || isVerb(name, years)) return undefined;
    const date = monthFirst(monthName(name), words, years ?? short, scene);
    return named === undefined ? date : `${dayName(named)}, ${date}`;
  },
};

const dayMonth: EnglishRule = {
  class: 'date',
  needs: /\d/,
  switch: 'date_normalization',
  pattern: new RegExp(
    `${start}(?:(?<weekday>${weekday}),? )?(?<the>the )?(?<day>\\d{1,2})(?<nth>${suffix})?(?: ?[-–] ?(?<last>\\d{1,2})${suffix}?)?[ -](?:of )?(?<month>${month})(?:(?:,? |-)${year})?(?![\\p{L}\\p{N}-])`,
    'giu',
  ),
  read: ({ 0: whole, index, groups = {} }, scene) => {
    const { weekday: named, day = '', last, month: name = '', year: years, nth, the } = groups;
    const words = dayWords(day, last, scene);
    if (words === undefined || (isVerb(name, years) && nth === undefined)) return undefined;
    const article =
      the ?? (/\b(?:the|a|an|this|each|every)$/iu.test(scene.before(index).trimEnd()) ? '' : 'the ');
    const stop = whole.endsWith('.') ? scene.stop(index + whole.length) : '';
    const date = `${article}${words} of ${monthName(name)}${years === undefined ? '' : `, ${yearWords(years, scene)}`}${stop}`;
    return named === undefined ? date : `${dayName(named)}, ${date}`;
  },
};

/** "may 5" is a verb as often as a month; a capital or a year tells. */
function isVerb(name: string, years: string | undefined): boolean {
  return /^(?:may|mar)$/u.test(name) && years === undefined;
}

const monthYear: EnglishRule = {
  class: 'date',
  needs: /\d/,
  switch: 'date_normalization',
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}_])(?=[adfjmnos])(?<month>${month})(?:,? |-)(?:(?<of>of )?${year}|'(?<short>\\d{2})(?!\\d))`,
    'giu',
  ),
  read: ({ groups = {} }, scene) => {
    const { month: name = '', of = '', year: years, short } = groups;
    return `${monthName(name)} ${of}${years === undefined ? pair(short ?? '', scene) : yearWords(years, scene)}`;
  },
};

const weekdays: EnglishRule = {
  class: 'date',
  needs: /\p{L}/u,
  switch: 'date_normalization',
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}_])(?=[fmstw])(${weekday})(?: ?[-–] ?(${weekday}))?(?![\\p{L}\\p{N}])`,
    'giu',
  ),
  read: ({ 0: whole, 1: first = '', 2: last, index }, scene) => {
    const isShort = (name: string): boolean => name.replace('.', '').length < 6;
    if (last !== undefined)
      return `${dayName(first)} to ${dayName(last)}${last.endsWith('.') ? scene.stop(index + whole.length) : ''}`;
    if (!isShort(first) || !/^\p{Lu}/u.test(first)) return undefined;
    const after = scene.after(index + whole.length);
    const dated = new RegExp(
      `^(?:,? (?:${number}|${month})| (?:at|morning|afternoon|evening|night|noon|through|to|and)\\b)`,
      'iu',
    ).test(after);
    // "Sat" and "Sun" are words of their own: only a full stop or what follows makes them days.
    return first.endsWith('.') || dated || /^(?:Mon|Tues?|Weds?|Thurs?|Thu|Fri)$/u.test(first)
      ? dayName(first) + (first.endsWith('.') ? scene.stop(index + whole.length) : '')
      : undefined;
  },
};

const quarter: EnglishRule = {
  class: 'date',
  needs: /\d/,
  switch: 'date_normalization',
  pattern:
    /(?<![\p{L}\p{N}_])(?:([1-4])Q(\d{2}|\d{4})|([QH])([1-4]) (?:FY)?(?:'(\d{2})|((?:19|20)\d{2}))|FY ?(\d{4}|\d{2})(?:[/-](\d{2}))?)(?![\p{L}\p{N}])/gu,
  read: (match, scene) => {
    const [, nth, years, half, part = '', short, long, fiscal, second] = match;
    if (fiscal !== undefined)
      return `fiscal year ${yearOf(fiscal, scene)}${second === undefined ? '' : ` to ${pair(second, scene)}`}`;
    const article = /\bthe $/iu.test(scene.before(match.index)) ? '' : 'the ';
    if (nth !== undefined) return `${article}${scene.ordinal(nth)} quarter of ${yearOf(years ?? '', scene)}`;
    return `${half} ${quantity(part, scene)} ${yearOf(short ?? long ?? '', scene)}`;
  },
};

export const dateRules: readonly EnglishRule[] = [
  iso,
  slashed,
  shortSlashed,
  monthDay,
  dayMonth,
  monthYear,
  weekdays,
  quarter,
];
