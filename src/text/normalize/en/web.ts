/** E-mail addresses, URLs and IP addresses. */
import { digitByDigit, label, pair } from './number-reading.js';
import type { EnglishRule, Scene } from './scene.js';

/** Names of top-level domains that make a bare `name.tld` an address; with a scheme, `www.` or a path any name does. */
const topLevel = new Set(
  (
    'com org net edu gov mil int biz info name pro coop museum travel jobs mobi tel asia cat xxx aero arpa app blog cloud dev ' +
    'online shop site store tech wiki xyz news live page link ai bg br ca ch cn co cz de dk es eu fi fr gg gr ie il io jp kr ' +
    'ly mx nl no nz pl pt ru se sk sg tv ua uk us za au at be in it me'
  ).split(' '),
);
/** Words that happen to be country codes: an address only with something else that shows it. */
const wordLike = new Set('at be in it me no us'.split(' '));

const label63 = '[\\p{L}\\p{N}-]{1,63}';
const host = `(?:localhost|(?:${label63}\\.){1,8}[\\p{L}]{2,24}|\\d{1,3}(?:\\.\\d{1,3}){3})`;

const symbols: Record<string, string> = {
  '-': 'dash',
  _: 'underscore',
  '?': 'question-mark',
  '=': 'equals',
  '&': 'ampersand',
  '%': 'percent',
  ':': 'colon',
  '/': 'slash',
  '.': 'dot',
  '#': 'hash',
  '+': 'plus',
  '~': 'tilde',
  '@': 'at',
  '*': 'star',
  $: 'dollar',
  '!': 'exclamation-mark',
  '\\': 'backslash',
};

/** Letters as they are, numbers in words, every mark by name. */
export function spell(address: string, scene: Scene): string {
  const pieces = address.match(/[\p{L}\p{M}']{1,512}|\d{1,64}|./gsu) ?? [];
  return pieces
    .map((piece) =>
      /^\d/u.test(piece)
        ? label(piece, scene)
        : (symbols[piece] ?? (/[\p{L}\p{M}]/u.test(piece) ? piece : ' ')),
    )
    .join(' ');
}

/** Country codes are letters; `com` and `io` are said as words. */
function spellHost(name: string, scene: Scene): string {
  if (/^[\d.]{7,15}$/u.test(name))
    return name
      .split('.')
      .map((part) => scene.cardinal(part))
      .join(' dot ');
  const labels = name.split('.');
  return labels
    .map((part, at) => {
      const isCode =
        at === labels.length - 1 &&
        /^[a-z]{2}$/u.test(part) &&
        !/^(?:io|co|me|in|it|is|be|at|no|us)$/u.test(part);
      return isCode ? part.toUpperCase() : spell(part, scene);
    })
    .join(' dot ');
}

function readUrl(match: RegExpExecArray, scene: Scene): string | undefined {
  const { scheme, www = '', name = '', port, rest: tail = '' } = match.groups ?? {};
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const isShown = scheme !== undefined || www !== '' || port !== undefined;
  if (/^\d[\d.]*$/u.test(name)) {
    if (!isShown && tail === '') return digitsOf(name);
  } else if (name !== 'localhost' && !isShown) {
    const known = topLevel.has(ending.toLowerCase());
    const likely = known && (ending === ending.toLowerCase() || ending === ending.toUpperCase());
    if (!likely || (wordLike.has(ending.toLowerCase()) && tail === '' && name.split('.').length < 3))
      return undefined;
    if (/^\d{1,3}(?:\.\d{1,3})*$/u.test(name.slice(0, -ending.length - 1))) return undefined;
  } else if (name === 'localhost' && !isShown && tail === '') return undefined;
  const closed = /^[^\s]*\)$/u.test(tail) && !tail.includes('(') ? tail.slice(0, -1) : tail;
  const path = closed.replace(/[.,;:!?'*]{1,8}$/u, '');
  const end = tail.slice(path.length).replaceAll('*', '');
  const said = [
    scheme === undefined ? '' : scheme.toLowerCase(),
    www === '' ? '' : 'www',
    spellHost(name, scene),
    port === undefined ? '' : `colon ${portWords(port, scene)}`,
    path === '' || path === '/' ? '' : spell(path, scene),
  ];
  return said.filter((part) => part !== '').join(' ') + end;
}

/** Bare addresses of four numbers are read digit by digit, a number at a time. */
function digitsOf(address: string): string {
  return address.split('.').map(digitByDigit).join(' dot ');
}

/** 8080 "eighty eighty", 3306 "thirty-three oh six", 8000 "eight thousand". */
function portWords(port: string, scene: Scene): string {
  const [high, low] = [port.slice(0, 2), port.slice(2)];
  return port.length === 4 && low !== '00'
    ? `${scene.cardinal(high)} ${pair(low, scene)}`
    : scene.cardinal(port);
}

const email: EnglishRule = {
  class: 'email',
  needs: /@/,
  switch: 'email_normalization',
  pattern:
    /(?<![\p{L}\p{N}._%+-])(?:mailto:)?([\p{L}\p{N}._%+-]{1,64})@((?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}]{2,24})(?![\p{L}\p{N}])/gu,
  read: ([, local = '', name = ''], scene) =>
    `${spell(local, scene).replace(/\b[a-z]\b/gu, (letter) => letter.toUpperCase())} at ${spellHost(name, scene)}`,
};

const url: EnglishRule = {
  class: 'url',
  needs: /[.:]/,
  switch: 'url_normalization',
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}@._/\\\\-])(?:(?<scheme>https?|ftps?|wss?|file|git|ssh)://)?(?<www>www\\.)?(?<name>${host})(?::(?<port>\\d{1,5})(?!\\d))?` +
      '(?<rest>[/?#][^\\s<>"“”|]{0,2048})?(?![\\p{L}\\p{N}@])',
    'giu',
  ),
  read: readUrl,
};

export const webRules: readonly EnglishRule[] = [email, url];
