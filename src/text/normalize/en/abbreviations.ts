/** Abbreviations of words and titles, and dotted letters. What stands beside them decides what they mean. */
import { alsoWords, numbered, titles, words } from './abbreviation-words.js';
import type { EnglishRule, Scene } from './scene.js';

/** `Dr.` and `St.`: doctor or drive, saint or street. */
function roadOrPerson(
  person: string,
  road: string,
): (match: RegExpExecArray, scene: Scene) => string | undefined {
  return ({ 0: whole, index }, scene) => {
    const end = index + whole.length;
    const [before, after] = [scene.before(index), scene.after(end)];
    const name = /(?:^|[\s"“(])((?:\p{Lu}[\p{L}'-]*|\d{1,3}(?:st|nd|rd|th)|\p{Lu}\.))[ ]$/u.exec(before)?.[1];
    const isAfterName =
      name !== undefined &&
      !/^(?:The|In|At|To|From|Of|By|For|And|But|Or|On|With|When|Then|As|Is|Was|Said|Dear|Dr|My|Our|That|This|So|If|Yes|No|Oh|Visit|See|Ask|Meet|Call|Near|Father|Mother|Sister|Brother|Lake|Port|Mount|Fort)$/u.test(
        name,
      );
    const next = /^\s+["“]?(\p{Lu}[\p{L}']*)/u.exec(after)?.[1];
    const isBeforeName = next !== undefined && scene.stop(end) === '';
    const isNumbered = /(?:^|[^\p{L}\d])\d{1,5}[A-Za-z]? (?:[NSEW]\.? )?(?:\p{Lu}[\p{L}'.]* ){1,2}$/u.test(
      before,
    );
    if (isBeforeName && !(isAfterName && isNumbered) && !(isAfterName && /^\s*\n/u.test(after)))
      return person;
    return isAfterName ? road + scene.stop(end) : isBeforeName || !/\S/u.test(before) ? person : undefined;
  };
}

const doctor: EnglishRule = {
  class: 'abbreviation',
  needs: /\./,
  switch: 'abbreviation_normalization',
  pattern: /(?<![\p{L}\p{N}.])(?:Dr|DR)\.(?!\p{L})/gu,
  read: roadOrPerson('Doctor', 'Drive'),
};
const saint: EnglishRule = {
  class: 'abbreviation',
  needs: /\./,
  switch: 'abbreviation_normalization',
  pattern: /(?<![\p{L}\p{N}.])(?:St|ST)\.(?!\p{L})/gu,
  read: roadOrPerson('Saint', 'Street'),
};

const abbreviation: EnglishRule = {
  class: 'abbreviation',
  needs: /\./,
  switch: 'abbreviation_normalization',
  pattern: /(?<![\p{L}\p{N}.@_-])(\p{L}{1,6}(?:\.\p{L}{1,4}){0,3})\.(?![\p{L}\p{N}_])/gu,
  read: ({ 0: whole, 1: written = '', index }, scene) => {
    const key = written.toLowerCase();
    const end = index + whole.length;
    const after = scene.after(end);
    if (/^ ?(?:\(?\d|(?:[IVXLC]{2,}|[VX])\b|[#§])/u.test(after) && numbered.get(key) !== undefined) {
      const isCounted = !alsoWords.has(key) || /^ ?(?:[\d#(]|[IVXLC]{2,}|[VX]\b)/u.test(after);
      if (isCounted) return numbered.get(key);
    }
    // No. 5a, No. A1: a number all the same.
    if (
      titles.get(key) !== undefined &&
      /^ ["“]?\p{Lu}/u.test(after) &&
      /^\p{Lu}/u.test(written) &&
      !isSuffix(key, index, scene)
    )
      return titles.get(key);
    if (/^v$/iu.test(written))
      return /\p{Lu}[\p{L}.]* $/u.test(scene.before(index)) && /^ \p{Lu}/u.test(after) ? 'versus' : undefined;
    if (/^(?:mr|mrs|ms|messrs)$/u.test(key) && /^ (?:and|or|&) \p{Lu}/u.test(after)) return titles.get(key);
    const word = words.get(key);
    if (word === undefined) return undefined;
    if (alsoWords.has(key) && !isAbbreviated(written, end, index, scene)) return undefined;
    return cased(word, written) + scene.stop(end);
  },
};

/** `Jr.`, `Sr.`, `Ft.` after a name or number are not titles. */
function isSuffix(key: string, index: number, scene: Scene): boolean {
  if (key === 'sr') return /\p{Lu}[\p{L}'-]*,? $/u.test(scene.before(index));
  return (key === 'ft' || key === 'pt') && /\d ?$/u.test(scene.before(index));
}

/** "the fig. on the left", "Smith & Co.", "Feb."; but "he said no." and "not long." */
function isAbbreviated(written: string, end: number, index: number, scene: Scene): boolean {
  const after = scene.after(end);
  if (/^,? ?\p{Ll}/u.test(after) || /^,/u.test(after)) return true;
  if (
    /^(?:co|inc|corp|wash|mass|miss|ill|ind|kan|ark|del|ore|ct|pl|ter|cir|sq|cal|jan|mar|dec)$/iu.test(
      written,
    )
  ) {
    return /^\p{Lu}/u.test(written) || scene.before(index).trim() === '';
  }
  return false;
}

function cased(word: string, written: string): string {
  return /^\p{Lu}/u.test(written) && !/^\p{Lu}/u.test(word)
    ? word.charAt(0).toUpperCase() + word.slice(1)
    : word;
}

/** Shorthands without a full stop. */
const shorthand: EnglishRule = {
  class: 'abbreviation',
  needs: /\p{L}/u,
  switch: 'abbreviation_normalization',
  pattern:
    /(?<![\p{L}\p{N}_/])(?:(w\/o|w\/)(?=\s[\p{L}\d]|\p{L}{3})|(?:(vs)|(Mr|Mrs|Ms|Dr|Prof)(?= \p{Lu}))(?![\p{L}\p{N}.])|(Jr|Sr)(?![\p{L}\p{N}.])|(JPEG)(?![\p{L}\p{N}]))/gu,
  read: ([, short, versus, title, suffix]) => {
    if (short !== undefined) return short === 'w/' ? 'with ' : 'without ';
    if (versus !== undefined) return 'versus';
    if (title !== undefined) return title === 'Dr' ? 'Doctor' : titles.get(title.toLowerCase());
    return suffix === undefined ? 'jay peg' : suffix === 'Jr' ? 'Junior' : 'Senior';
  },
};

const sides: Readonly<Record<string, string>> = {
  N: 'North',
  S: 'South',
  E: 'East',
  W: 'West',
  NE: 'Northeast',
  NW: 'Northwest',
  SE: 'Southeast',
  SW: 'Southwest',
};

/** 1600 N. 5th Ave. */
const compass: EnglishRule = {
  class: 'abbreviation',
  needs: /\d/,
  switch: 'abbreviation_normalization',
  pattern:
    /(?<=(?<![\p{L}\p{N}])\d{1,5}[A-Z]? )([NSEW]{1,2})\.?(?= (?:\d{1,3}(?:st|nd|rd|th)|\p{Lu}\p{Ll}))/gu,
  read: ([, side = '']) => sides[side],
};

/** 1428 Elm St without a full stop, 5th Ave, Sunset Blvd. */
const road: EnglishRule = {
  class: 'abbreviation',
  needs: /\p{L}/u,
  switch: 'abbreviation_normalization',
  pattern:
    /(?<=(?:\p{Lu}[\p{L}']{1,24}|\d(?:st|nd|rd|th)) )(St|Ave|Blvd|Rd|Ln|Hwy|Pkwy)(?![\p{L}\p{N}.'])(?! \p{Lu}\p{Ll})/gu,
  read: ([, written = '']) => (written === 'St' ? 'Street' : words.get(written.toLowerCase())),
};

/** Dotted letters in the middle of a sentence are joined by hyphens, so that their dots end nothing; other dots in words, too. */
const dotted: EnglishRule = {
  class: 'abbreviation',
  needs: /\./,
  switch: 'abbreviation_normalization',
  pattern:
    /(?<![\p{L}\p{N}._])(?:(?:\p{L}\.){2,12}(?= \p{Ll})|\p{L}[\p{L}\p{N}]{0,31}(?:\.\p{L}[\p{L}\p{N}]{0,31}){1,6}(?![\p{L}\p{N}]))/gu,
  read: ([whole]) => {
    if (whole.endsWith('.')) return whole.replaceAll('.', '-');
    if (!/\p{L}[\p{L}\p{N}]/u.test(whole)) return undefined;
    // "It ended.Then it began": a blank was forgotten.
    return whole.replace(/(?<=\p{Ll}{2})\.(?=\p{Lu}\p{Ll})/gu, '. ').replace(/\.(?! )/gu, '-');
  },
};

export const abbreviationRules: readonly EnglishRule[] = [
  compass,
  doctor,
  saint,
  abbreviation,
  shorthand,
  road,
  dotted,
];
