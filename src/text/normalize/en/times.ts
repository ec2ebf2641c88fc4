/** Times of day, spans of them, zones and durations. */
import { clockWords, lapse } from './clock.js';
import { quantity } from './number-reading.js';
import type { EnglishRule, Scene } from './scene.js';

const start = '(?<![\\p{L}\\p{N}_])(?<!\\p{N}[.,:/-])';
const half = '(?:[ap]\\. ?m\\b\\.?|[ap]m\\b)';
const time = (n: string): string =>
  `(?:(?<word${n}>noon|midnight)|(?<hour${n}>\\d{1,2})(?:(?<mark${n}>[:.])(?<minute${n}>[0-5]\\d)(?!\\d)(?::(?<second${n}>[0-5]\\d)(?!\\d)(?:\\.\\d{1,3})?)?)?(?: ?(?<half${n}>${half}))?)`;
const zones =
  'UTC|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|AKST|HST|CET|CEST|EET|EEST|BST|IST|JST|AEST|AEDT|ET|PT|CT';

interface Read {
  readonly word: string | undefined;
  readonly hour: string | undefined;
  readonly mark: string | undefined;
  readonly minute: string | undefined;
  readonly second: string | undefined;
  readonly half: string | undefined;
}

function part(groups: Record<string, string | undefined>, n: string): Read {
  const of = (name: string): string | undefined => groups[name + n];
  return {
    word: of('word'),
    hour: of('hour'),
    mark: of('mark'),
    minute: of('minute'),
    second: of('second'),
    half: of('half'),
  };
}

/** "p.m." and "pm" without a blank are letters; a plain lower-case "pm" after a blank stays as it is written. */
function halfWords(written: string, isApart: boolean): string {
  return isApart && /^[ap]m$/u.test(written) ? written : `${written.charAt(0).toUpperCase()}M`;
}

function isClock({ hour, word, mark, minute, half: suffix }: Read): boolean {
  if (word !== undefined) return true;
  const hours = Number(hour);
  if (suffix !== undefined) return hours <= (minute === undefined ? 12 : 24);
  return mark === ':' && hours <= 24;
}

const clock: EnglishRule = {
  class: 'time',
  needs: /\d/,
  switch: 'time_normalization',
  pattern: new RegExp(
    `${start}(?=noon|midnight|\\d{1,2}(?:[:.][0-5]\\d| ?[ap]\\.? ?m| ?[-–—] ?(?:\\d|noon|mid)| to \\d))${time('1')}(?:(?: ?[-–—] ?| to (?=\\d))${time('2')})?(?![\\p{L}\\p{N}_])(?![.,:]\\d)(?: ?(?<zone>(?:${zones})\\b)(?<offset>[+-]\\d{1,2})?)?`,
    'giu',
  ),
  read: ({ 0: whole, index, groups = {} }, scene) => {
    const first = part(groups, '1');
    const last = groups.hour2 === undefined && groups.word2 === undefined ? undefined : part(groups, '2');
    if (!isTime(first, last) || isRatio(index, scene)) return undefined;
    const isApart = (read: Read): boolean => read.half !== undefined && whole.includes(` ${read.half}`);
    const words = (read: Read): string =>
      read.word ?? spoken(read, last !== undefined, isApart(read), scene, index);
    const zone = groups.zone === undefined ? '' : ` ${zoneWords(groups.zone, groups.offset, scene)}`;
    const end = last ?? first;
    const stop = zone === '' && end.half?.endsWith('.') === true ? scene.stop(index + whole.length) : '';
    const range = last === undefined ? '' : ` to ${words(last)}`;
    return `${words(first)}${range}${zone}${stop}`;
  },
};

function isTime(first: Read, last: Read | undefined): boolean {
  if (last === undefined) return first.word === undefined && isClock(first);
  if (isClock(first) && isClock(last)) return first.word === undefined || last.word === undefined;
  // 5-7 pm: the second half of the day holds for both.
  const isBare = first.mark === undefined && first.half === undefined && Number(first.hour) <= 12;
  return isBare && last.half !== undefined && isClock(last);
}

function isRatio(index: number, scene: Scene): boolean {
  return (
    /^(?:ratio|odds|aspect)$/u.test(scene.wordBefore(index)) || /\bratio of $/iu.test(scene.before(index))
  );
}

function spoken(read: Read, inRange: boolean, isApart: boolean, scene: Scene, index: number): string {
  const { hour = '', minute, second, half: written } = read;
  const suffix = written === undefined ? undefined : halfWords(written, isApart);
  const isLapse =
    second !== undefined &&
    written === undefined &&
    !/^(?:at|by|until|before|after|since|from)$/u.test(scene.wordBefore(index));
  return isLapse
    ? lapse(hour, minute ?? '', second, scene)
    : clockWords({ hour, minute, second, half: suffix, inRange }, scene);
}

function zoneWords(zone: string, offset: string | undefined, scene: Scene): string {
  const words =
    offset === undefined ? '' : ` ${offset.startsWith('-') ? 'minus' : 'plus'} ${scene.cardinal(offset)}`;
  return zone.toUpperCase() + words;
}

/** 2h 30m, 1 hr 15 min, 1h30, 2m 5s. */
const duration: EnglishRule = {
  class: 'time',
  needs: /\d/,
  switch: 'time_normalization',
  pattern: new RegExp(
    `${start}(?:(\\d{1,4}) ?d(?:ays?)?,? )?(?:(\\d{1,4}) ?h(?:(?:ou)?rs?)?\\.?,? ?(?:(\\d{1,2}) ?(?:m(?:in(?:ute)?s?)?\\b\\.?|(?![\\p{L}\\d]))(?:,? ?(\\d{1,2}) ?s(?:ec(?:ond)?s?)?\\b)?)|(\\d{1,3}) ?m(?:ins?)?,? ?(\\d{1,2}) ?s(?:ecs?)?\\b)(?![\\p{L}\\p{N}])`,
    'gu',
  ),
  read: ([, days, hours, minutes, seconds, onlyMinutes, onlySeconds], scene) => {
    const parts: [string | undefined, string][] = [
      [days, 'day'],
      [hours, 'hour'],
      [minutes ?? onlyMinutes, 'minute'],
      [seconds ?? onlySeconds, 'second'],
    ];
    return parts
      .flatMap(([n, unit]) =>
        n === undefined ? [] : [`${quantity(n, scene)} ${unit}${Number(n) === 1 ? '' : 's'}`],
      )
      .join(' ');
  },
};

/** 0600 hours. */
const military: EnglishRule = {
  class: 'time',
  needs: /\d/,
  switch: 'time_normalization',
  pattern: new RegExp(`${start}([01]\\d|2[0-4])([0-5]\\d)(?: hours| hrs)(?![\\p{L}\\p{N}])`, 'gu'),
  read: ([, hour = '', minute = ''], scene) => {
    const head = hour.startsWith('0') ? `oh ${scene.cardinal(hour.slice(1))}` : scene.cardinal(hour);
    return `${head} ${minute === '00' ? 'hundred' : scene.cardinal(minute)} hours`;
  },
};

export const timeRules: readonly EnglishRule[] = [duration, military, clock];
