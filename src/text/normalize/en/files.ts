/** Paths and file names. */
import type { EnglishRule } from './scene.js';
import { spell } from './web.js';

/** Endings said letter by letter; the others are said as words. */
const spelled = new Set(
  'js ts py md rb rs go cpp css html htm xml csv txt pdf png jpg jpeg svg mp3 mp4 avi gif exe dll php sql sh tsx jsx yml tsv wav docx xlsx pptx iso'.split(
    ' ',
  ),
);
const spoken = new Set(
  'json java doc zip tar gif bat log toml yaml swift conf config lock env net'.split(' '),
);
const endings = [...spelled, ...spoken].filter((ending) => ending !== 'net').join('|');

const path: EnglishRule = {
  class: 'path',
  needs: /[/\\]/,
  switch: 'url_normalization',
  pattern:
    /(?<![\p{L}\p{N}:/<~.\\])(?:~|\.{1,2})?(?:\/[\p{L}\p{N}._@%+-]{1,128}){2,32}\/?|(?<![\p{L}\p{N}])[A-Za-z]:\\(?:[^\s\\"<>|]{1,128}\\?){1,32}/gu,
  read: ([whole], scene) => {
    const bare = whole.replace(/[.]{1,8}$/u, '');
    return spell(bare, scene) + whole.slice(bare.length);
  },
};

const file: EnglishRule = {
  class: 'path',
  needs: /\./,
  switch: 'url_normalization',
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}._/-])([\\p{L}\\p{N}_-]{1,64})\\.(${endings})(?![\\p{L}\\p{N}])`,
    'giu',
  ),
  read: ([, name = '', ending = ''], scene) =>
    `${spell(name, scene)} dot ${spelled.has(ending.toLowerCase()) ? spellEnding(ending) : ending}`,
};

function spellEnding(ending: string): string {
  const letters = ending.toUpperCase().replace(/\d/gu, '');
  const digit = /\d/u.exec(ending)?.[0];
  return digit === undefined ? letters : `${letters} ${digit === '3' ? 'three' : 'four'}`;
}

export const fileRules: readonly EnglishRule[] = [path, file];
