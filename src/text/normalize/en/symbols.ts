/** Signs that are words: what no other class has read. */
import { number, numberStart, quantity } from './number-reading.js';
import type { EnglishRule } from './scene.js';

const percent: EnglishRule = {
  class: 'percent',
  needs: /[%‰‱]/,
  switch: 'replace_remaining_symbols',
  pattern: / ?(?:%|‰|‱)(?:\/(yr|year|mo|month|day|wk|week|hr|hour)\b|(?= ?-))?/gu,
  read: ([sign, per]) => {
    const unit =
      per === undefined ? '' : ` per ${{ yr: 'year', mo: 'month', wk: 'week', hr: 'hour' }[per] ?? per}`;
    return ` ${sign.includes('‰') ? 'per mille' : sign.includes('‱') ? 'per ten thousand' : 'percent'}${unit}`;
  },
};

const about: EnglishRule = {
  class: 'symbol',
  needs: /[~∼≈]/,
  switch: 'replace_remaining_symbols',
  pattern: /(?<![\p{L}\p{N}~])[~∼≈] ?(?=[$£€¥]?\d)/gu,
  read: () => 'about ',
};

const numberSign: EnglishRule = {
  class: 'symbol',
  needs: /[#№º°]/,
  switch: 'replace_remaining_symbols',
  pattern: /(?<![\p{L}\p{N}_#])(?:#|№|Nº|N°) ?(?=\d)/gu,
  read: () => 'number ',
};

const sharp: EnglishRule = {
  class: 'symbol',
  needs: /[#♯+-]/,
  switch: 'replace_remaining_symbols',
  pattern:
    /(?<=(?<![\p{L}\p{N}])[A-G])(?:#|♯)(?![\p{L}\p{N}])|(?<=(?<![\p{L}\p{N}])[A-GJQ])\+\+|(?<=(?<![\p{L}\p{N}])[A-F])[+](?![\p{L}\p{N}+])|(?<=(?<![\p{L}\p{N}])[A-D])-(?=$|[\s.,;)])/gu,
  read: ([sign]) =>
    /[#♯]/u.test(sign) ? ' sharp' : sign === '++' ? ' plus plus' : sign === '+' ? ' plus' : ' minus',
};

const pairs =
  /^(?:he\/she|she\/he|his\/her|her\/his|him\/her|her\/him|s\/he|and\/or|either\/or|yes\/no|true\/false|on\/off|male\/female|men\/women|pass\/fail|input\/output|win\/loss|they\/them|mr\/mrs|boys\/girls|day\/night)$/iu;

/** he/she → "he or she"; other words keep their slash. */
const alternatives: EnglishRule = {
  class: 'symbol',
  needs: /\//,
  switch: 'replace_remaining_symbols',
  pattern: /(?<![\p{L}\p{N}/])(\p{L}{1,12})\/(\p{L}{1,12})(?![\p{L}\p{N}/])/gu,
  read: ([whole, first = '', second = '']) =>
    !pairs.test(whole) ? undefined : /^and$/iu.test(first) ? `${first} ${second}` : `${first} or ${second}`,
};

const arrow: EnglishRule = {
  class: 'symbol',
  needs: /[→⟶⇒>➔➜]/,
  switch: 'replace_remaining_symbols',
  pattern: / ?(?:→|⟶|⇒|=>|->|-->|➔|➜)(?= ?(\S)?) ?/gu,
  read: ({ 1: next, index }, scene) =>
    /\d ?$/u.test(scene.before(index)) && /\d/u.test(next ?? '') ? ' to ' : ' arrow ',
};

const mentions: Readonly<Record<string, string>> = {
  '&': 'and',
  '@': 'at',
  '#': 'number',
  $: 'dollar',
  '+': 'plus',
  '=': 'equals',
  '/': 'slash',
  '°': 'degrees',
  '§': 'section',
  '¶': 'paragraph',
  '©': 'copyright',
  '®': 'registered',
  '™': 'trademark',
  '℠': 'service mark',
  '£': 'pound',
  '€': 'euro',
  '¥': 'yen',
  '¢': 'cent',
  '₹': 'rupee',
  '₿': 'bitcoin',
  '×': 'times',
  '÷': 'divided by',
  '±': 'plus or minus',
  '†': 'dagger',
  '‡': 'double dagger',
  '←': 'left arrow',
  '↑': 'up arrow',
  '↓': 'down arrow',
  '↔': 'left right arrow',
  '♥': 'heart',
  '♪': 'note',
  '✓': 'check',
  '✔': 'check',
  '✗': 'cross',
  '★': 'star',
  '☆': 'star',
  '≡': 'identical to',
  '¬': 'not',
  '∧': 'and',
  '∨': 'or',
  '♭': 'flat',
  '℃': 'degrees Celsius',
  '℉': 'degrees Fahrenheit',
  Ω: 'ohm',
  '√': 'square root',
  '≈': 'approximately',
  '≤': 'less than or equal to',
  '≥': 'greater than or equal to',
  '≠': 'not equal to',
  '<': 'less than',
  '>': 'greater than',
  ª: '',
  º: 'degrees',
};

const mention: EnglishRule = {
  class: 'symbol',
  switch: 'replace_remaining_symbols',
  pattern: /([&@#$+=/°§¶©®™℠£€¥¢₹₿×÷±†‡←↑↓↔♥♪✓✔✗★☆≡¬∧∨♭℃℉ΩΩ√≈≤≥≠ºª]|(?<= )[<>](?= ))\1{0,64}/gu,
  read: ([, sign = '']) => ` ${mentions[sign] ?? ''} `,
};

/** Marks of emphasis, rules and boxes: no sound. */
const silent: EnglishRule = {
  class: 'symbol',
  switch: 'replace_remaining_symbols',
  pattern: /[~^*_|\\<>{}[\]•◦‣▪▫●○■□◆◇▶►▸]|(?<![\p{L}\p{N}])-(?![\p{L}\p{N}])|[\p{S}\p{Co}\p{Cn}]/gu,
  read: () => ' ',
};

/** The same in runs: one look for many marks. */
const silentRun: EnglishRule = {
  class: 'symbol',
  switch: 'replace_remaining_symbols',
  pattern: /[~^*_|\\<>{}[\]]{2,64}/gu,
  read: () => ' ',
};

/** A hyphen between blanks is a dash, and a dash is a pause. */
const dash: EnglishRule = {
  class: 'punctuation',
  needs: / - /,
  pattern: /(?<=[^\s([{“"'] {0,4})(?<= )-(?= )/gu,
  read: () => '—',
};

const optionalPlural: EnglishRule = {
  class: 'word',
  needs: /\(e?s\)/,
  switch: 'optional_pluralization_normalization',
  pattern: /(?<=\p{L})\((e?s)\)(?!\p{L})/gu,
  read: ([, ending = '']) => ending,
};

/** 50 %: the number that a percent sign follows. */
const percentage: EnglishRule = {
  class: 'percent',
  needs: /%/,
  switch: 'number_normalization',
  pattern: new RegExp(
    `${numberStart}(?<sign>(?<![\\p{L}\\p{N})\\]])[-+])?(${number}) ?%(?=-\\p{L}|[\\p{Ll}])`,
    'gu',
  ),
  read: ({ groups = {}, 2: digits = '' }, scene) =>
    `${groups.sign === '-' ? 'minus ' : groups.sign === '+' ? 'plus ' : ''}${quantity(digits, scene)} percent`,
};

export const percentRules: readonly EnglishRule[] = [percentage, percent];
export const symbolRules: readonly EnglishRule[] = [
  optionalPlural,
  about,
  numberSign,
  sharp,
  alternatives,
  arrow,
  dash,
  mention,
  silentRun,
  silent,
];
