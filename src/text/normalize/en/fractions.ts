/** Fractions and ratios: `3/4`, `2 1/2`, `1½`, `3:2`, `10/10`. */
import { fraction, fractionWords, parseFraction } from './fraction-words.js';
import { number, numberStart, quantity } from './number-reading.js';
import type { EnglishRule } from './scene.js';

const score = /^(?:scored|score|rated|rating|rate|got|gets|give|gave|is an?|a solid|solid)$/u;

const fractions: EnglishRule = {
  class: 'fraction',
  needs: /[\d¼-¾⅐-⅞↉]/,
  switch: 'number_normalization',
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}_/])(?<!\\p{N}[.,])(?<minus>(?<![\\p{L}\\p{N}])-)?(?<written>${fraction})(?<nth>ths?|rds?|nds?|st)?(?![\\p{L}\\p{N}])`,
    'gu',
  ),
  read: ({ index, groups = {} }, scene) => {
    const { written = '', minus, nth } = groups;
    const part = parseFraction(written);
    if (part === undefined) return undefined;
    const isScore =
      part.whole === undefined &&
      nth === undefined &&
      (part.above === part.below || (part.below === '10' && score.test(scene.wordBefore(index))));
    if (isScore && /^[25]0$/u.test(part.above) && !score.test(scene.wordBefore(index)))
      return `${scene.cardinal(part.above)}-${scene.cardinal(part.above)}`;
    if (isScore) return `${scene.cardinal(part.above)} out of ${scene.cardinal(part.below)}`;
    const isOutOf =
      part.below === '10' &&
      part.above !== '1' &&
      / ?\p{Ll}+s\b/u.test(scene.wordAfter(index + written.length));
    if (isOutOf && part.whole === undefined)
      return `${scene.cardinal(part.above)} out of ${scene.cardinal(part.below)}`;
    return `${minus === undefined ? '' : 'minus '}${fractionWords(part, scene)}`;
  },
};

/** 3:2, 16:9, 1:1.5; what is no time of day. */
const ratio: EnglishRule = {
  class: 'ratio',
  needs: /\d/,
  switch: 'number_normalization',
  pattern: new RegExp(
    `${numberStart}(?<!:)(${number}):(${number})(?::(${number}))?(?![\\p{L}\\p{N}:])(?!\\.\\d)`,
    'gu',
  ),
  read: ([, first = '', second = '', third], scene) =>
    [first, second, third]
      .flatMap((term) => (term === undefined ? [] : [quantity(term, scene)]))
      .join(' to '),
};

const books =
  'genesis|exodus|leviticus|numbers|deuteronomy|joshua|judges|ruth|samuel|kings|chronicles|ezra|nehemiah|esther|job|psalms?|proverbs|ecclesiastes|isaiah|jeremiah|lamentations|ezekiel|daniel|hosea|joel|amos|obadiah|jonah|micah|nahum|habakkuk|zephaniah|haggai|zechariah|malachi|matthew|mark|luke|john|acts|romans|corinthians|galatians|ephesians|philippians|colossians|thessalonians|timothy|titus|philemon|hebrews|james|peter|jude|revelation|quran|surah';

/** Genesis 1:1-3. */
const verse: EnglishRule = {
  class: 'ratio',
  needs: /\d/,
  switch: 'number_normalization',
  pattern: new RegExp(
    `(?<=\\b(?:${books}) )(\\d{1,3}):(\\d{1,3})(?:([-–,]) ?(\\d{1,3}))?(?![\\p{L}\\p{N}:])`,
    'giu',
  ),
  read: ([, chapter = '', first = '', mark, last], scene) => {
    const head = `${scene.cardinal(chapter)}${last === undefined ? '' : ','} ${scene.cardinal(first)}`;
    return last === undefined ? head : `${head} ${mark === ',' ? 'and' : 'to'} ${scene.cardinal(last)}`;
  },
};

export const verseRules: readonly EnglishRule[] = [verse];
export const fractionRules: readonly EnglishRule[] = [fractions, ratio];
