/** Hashtags, handles, emoticons. */
import { label } from './number-reading.js';
import type { EnglishRule, Scene } from './scene.js';

/** camelCase and digits apart: `ThrowbackThursday2024`. */
function parts(name: string, scene: Scene): string {
  return name
    .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .replace(/\d{1,64}/gu, (digits) => ` ${label(digits, scene)} `)
    .replaceAll('_', ' ')
    .replace(/ {2,}/gu, ' ')
    .trim();
}

const hashtag: EnglishRule = {
  class: 'social',
  needs: /#/,
  switch: 'replace_remaining_symbols',
  pattern: /(?<![\p{L}\p{N}_&#/])#((?=\d{0,16}[\p{L}_])[\p{L}\d_]{2,100})(?![\p{L}\p{N}_])/gu,
  read: ([, name = ''], scene) => `hashtag ${parts(name, scene)}`,
};

const handle: EnglishRule = {
  class: 'social',
  needs: /@/,
  switch: 'replace_remaining_symbols',
  pattern: /(?<![\p{L}\p{N}_@/.])@([\p{L}_][\p{L}\d_.-]{0,38}[\p{L}\d_]|\p{L})(?![\p{L}\p{N}_])/gu,
  read: ([, name = ''], scene) =>
    `at ${name
      .split('_')
      .map((part) => parts(part, scene))
      .join(' underscore ')
      .replaceAll('.', ' dot ')}`,
};

const smileys: readonly [RegExp, string][] = [
  [/^[:;=][-o]?[)\]D]$|^\^_?\^$/u, 'smiley face'],
  [/^:'-?\($|^:[-o]?[([]$/u, 'sad face'],
];

const emoticon: EnglishRule = {
  class: 'social',
  needs: /[:;=^<]/,
  switch: 'replace_remaining_symbols',
  pattern: /(?<=^|\s)(?:[:;=][-o]?[)\]D([]|:'-?\(|\^_?\^|<3|:-?[Pp]|:-?[/|])(?=$|[\s.,!?])/gmu,
  read: ([sign], scene) =>
    sign === '<3' ? 'heart' : scene.namesEmoji ? (smileys.find(([form]) => form.test(sign))?.[1] ?? '') : '',
};

export const socialRules: readonly EnglishRule[] = [emoticon, hashtag, handle];
