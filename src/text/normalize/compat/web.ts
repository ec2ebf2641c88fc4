/** The peer's e-mail addresses and URLs. */

const topLevel =
  'com|org|net|edu|gov|mil|int|biz|info|name|pro|coop|museum|travel|jobs|mobi|tel|asia|cat|xxx|aero|arpa|bg|br|ca|cn|com|de|es|eu|fr|in|it|jp|mx|nl|ru|uk|us|io|co';

export const email =
  /(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]{1,64})@([A-Za-z0-9.-]{1,253}\.[A-Za-z]{2,63})(?![\p{L}\p{N}_])/gu;

export function readEmail([, local = '', domain = '']: RegExpExecArray): string {
  return `${local} at ${domain.replaceAll('.', ' dot ')}`;
}

/** A listed ending may go on as a longer one (`.de` in `foo.dev`), as there. */
export const url = new RegExp(
  `(?<![\\p{L}\\p{N}_.-])(?:https?://)?(?:www\\.)?(?:localhost|[a-z0-9.-]{1,253}\\.(?:${topLevel})|\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d{1,5})?(?:[/?]\\S{0,4096})?`,
  'giu',
);

const signs: readonly [string, string][] = [
  ['-', 'dash'],
  ['_', 'underscore'],
  ['?', 'question-mark'],
  ['=', 'equals'],
  ['&', 'ampersand'],
  ['%', 'percent'],
  [':', 'colon'],
  ['/', 'slash'],
];

export function readUrl([found]: RegExpExecArray): string {
  const opened = found
    .replace(/^https:\/\//iu, 'https ')
    .replace(/^http:\/\//iu, 'http ')
    .replace(/^www\./iu, 'www ')
    .replace(/:(\d{1,5})(?=\/|$)/gu, ' colon $1');
  const slash = opened.indexOf('/');
  const domain = (slash < 0 ? opened : opened.slice(0, slash)).replaceAll('.', ' dot ');
  const path = slash < 0 ? '' : opened.slice(slash + 1);
  const whole = path === '' ? domain : `${domain} slash ${path}`;
  return signs
    .reduce((text, [sign, word]) => text.replaceAll(sign, ` ${word} `), whole)
    .replace(/\s+/gu, ' ')
    .trim();
}
