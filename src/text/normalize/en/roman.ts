/** Roman numerals, where something shows that they are numerals: a noun, a ruler, a century. */
import { yearWords } from './number-reading.js';
import type { EnglishRule, Scene } from './scene.js';

const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
const canonical = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/u;

function arabic(written: string): string | undefined {
  const numeral = written.toUpperCase();
  if (numeral === '' || !canonical.test(numeral)) return undefined;
  const digits = Array.from(numeral, (letter) => values[letter] ?? 0);
  return String(digits.reduce((sum, digit, at) => sum + (digit < (digits[at + 1] ?? 0) ? -digit : digit), 0));
}

const nouns =
  'chapter|chap\\.|ch\\.|part|pt\\.|act|scene|sc\\.|volume|vol\\.|book|section|sect\\.|title|type|article|art\\.|phase|stage|level|class|grade|episode|season|' +
  'appendix|figure|fig\\.|table|plate|mark|schedule|unit|lesson|verse|canto|division|group|schedule|tier|world war|super bowl|olympiad|wrestlemania|number|no\\.|' +
  'apollo|gemini|saturn|vatican|corps|legion|quadrant|factor|category|series|generation|version|round|step|question|sonnet|symphony|concerto|opus';

const numbered: EnglishRule = {
  class: 'roman',
  needs: /\p{L}/u,
  switch: 'number_normalization',
  pattern: new RegExp(
    `(?<=(?<![\\p{L}\\p{N}])(?:${nouns})s? )([IVXLCDM]{1,12}|[ivxl]{1,8})(?:([-–]| and | to )([IVXLCDM]{1,12}|[ivxl]{1,8}))?(?:(?=-?[A-Ha-h](?![\\p{L}\\p{N}]))|(?![\\p{L}\\p{N}'.]\\p{L}|[\\p{L}\\p{N}]))`,
    'giu',
  ),
  read: ({ 1: first = '', 2: joint = '', 3: last, index }, scene) => {
    const before = scene.before(index);
    const isCased = (numeral: string): boolean =>
      numeral === numeral.toUpperCase() || numeral === numeral.toLowerCase();
    const value = arabic(first);
    if (value === undefined || !isCased(first)) return undefined;
    // "part I like", "question I have": the word before must look like a heading.
    if (/^i$/iu.test(first) && (first === 'i' || !/\p{Lu}[\p{L}.]* $/u.test(before))) return undefined;
    if (first === first.toLowerCase() && /^(?:mix|mild|dim|civil|mid|vi|li|mi|di|l|c|d|m)$/u.test(first))
      return undefined;
    const high = last === undefined ? undefined : arabic(last);
    if (last === undefined || high === undefined || !isCased(last))
      return last === undefined ? scene.cardinal(value) : undefined;
    return `${scene.cardinal(value)} ${/[-–]/u.test(joint) ? 'to' : joint.trim()} ${scene.cardinal(high)}`;
  },
};

/** Given names borne by kings, queens, popes and emperors; a numeral after them is an ordinal. */
const rulers = new Set(
  (
    'henry elizabeth louis richard george charles edward james william philip john paul pius benedict gregory leo clement innocent urban alexander ' +
    'nicholas catherine napoleon ivan peter frederick francis ferdinand otto henri carlos juan felipe gustav gustaf christian haakon olav ramses ramesses thutmose ' +
    'amenhotep ptolemy darius xerxes artaxerxes mary anne alfonso leopold albert harald karl wilhelm friedrich franz joseph edmund robert david alexis ' +
    'boniface sixtus martin eugene adrian julius callixtus celestine honorius victor stephen umberto vittorio emmanuel emanuel baldwin conrad margaret ' +
    'margrethe beatrix wenceslas sigismund casimir ladislaus bela rudolf maximilian philippe antiochus seleucus mithridates constantine theodosius justinian ' +
    'basil michael mehmed suleiman selim murad abdul cleopatra nero pedro afonso manuel maria isabella isabel amadeus malcolm kenneth donald duncan ' +
    'llywelyn rama hussein abdullah faisal pepin lothair hugh sancho ramiro bohemond tiberius rupert albrecht ludwig'
  ).split(' '),
);

const after: EnglishRule = {
  class: 'roman',
  needs: /\p{L}/u,
  switch: 'number_normalization',
  pattern:
    /(?<=(?<![\p{L}\p{N}])(\p{Lu}[\p{L}'-]{1,24}) )([IVXL]{1,10})(?:(?='s)|(?![\p{L}\p{N}'_]))(?!\.\p{L})/gu,
  read: ({ 1: name = '', 2: numeral = '', index }, scene) => {
    const value = arabic(numeral);
    if (value === undefined || Number(value) > 99) return undefined;
    const isRuler = rulers.has(name.toLowerCase());
    // A single letter is an initial or the pronoun unless a ruler's name stands before it.
    if (numeral.length === 1) {
      const isNumeral =
        isRuler &&
        (numeral === 'V' ||
          (numeral === 'I' && !followsPronoun(scene, index)) ||
          (numeral === 'X' && /^(?:leo|charles|pius|louis)$/iu.test(name)));
      return isNumeral ? `the ${scene.ordinal(value)}` : undefined;
    }
    if (/^(?:XL|LL|II?L|LI)$/u.test(numeral)) return undefined;
    return isRuler ? `the ${scene.ordinal(value)}` : scene.cardinal(value);
  },
};

/** "Then Charles I met" may be either; before a verb in the first person it is the pronoun. */
function followsPronoun(scene: Scene, index: number): boolean {
  return /^I (?:am|was|have|had|know|knew|think|met|saw|told|said|like|love|will|would|can|could|do|did)\b/u.test(
    scene.after(index),
  );
}

/** the XIX century, the XXI Olympic Games. */
const ordinals: EnglishRule = {
  class: 'roman',
  needs: /\p{L}/u,
  switch: 'number_normalization',
  pattern:
    /(?<![\p{L}\p{N}'.])([IVXL]{1,7})(?:th|st|nd|rd)?(?= (?:century|centuries|dynasty|olympic|olympiad|legion|corps|army|congress|legislature|arrondissement|amendment|international|summer|winter|edition)\b)/giu,
  read: ([, numeral = ''], scene) => {
    const value = arabic(numeral);
    return value === undefined ||
      numeral !== numeral.toUpperCase() ||
      (numeral.length === 1 && numeral !== 'V' && numeral !== 'X')
      ? undefined
      : scene.ordinal(value);
  },
};

/** WWII, WW2. */
const wars: EnglishRule = {
  class: 'roman',
  needs: /\p{L}/u,
  switch: 'number_normalization',
  pattern: /(?<![\p{L}\p{N}])WW ?(I{1,3}|[123])(?![\p{L}\p{N}])/gu,
  read: ([, numeral = ''], scene) => `World War ${scene.cardinal(arabic(numeral) ?? numeral)}`,
};

/** MMXXIV: four letters and more are a number, mostly a year. */
const long: EnglishRule = {
  class: 'roman',
  needs: /\p{L}/u,
  switch: 'number_normalization',
  pattern: /(?<![\p{L}\p{N}'._-])[IVXLCDM]{4,15}(?![\p{L}\p{N}'_-])/gu,
  read: ([numeral], scene) => {
    const value = arabic(numeral);
    if (value === undefined || /^(?:MILD|CIVIL|MILL|DILL|LIVID|VIVID|MIMIC)$/u.test(numeral))
      return undefined;
    return value.length === 4 ? yearWords(value, scene) : scene.cardinal(value);
  },
};

export const romanRules: readonly EnglishRule[] = [wars, numbered, ordinals, after, long];
