/** Sums of money. */
import { type Currency, codes, magnitude, magnitudeWord, signs } from './currencies.js';
import { number, quantity } from './number-reading.js';
import type { EnglishRule, Scene } from './scene.js';

const quoted = (sign: string): string => sign.replace(/[$]/gu, '\\$&');
const signPattern = Object.keys(signs).map(quoted).join('|');
/** What can be a code; the table decides. */
const codePattern = '[A-Z]{3}|Rs|kr|zł';
const notNumber = '(?<![\\p{L}\\p{N}_])(?<!\\p{N}[.,])';
const european = '\\d{1,3}(?:\\.\\d{3}){1,5},\\d{2}(?!\\d)|\\d{1,9},\\d{2}(?![\\d,])';
const amount = `(?:${european}|${number})`;
const per =
  '(?:/ ?(?<per>day|d|week|wk|month|mo|year|yr|hour|hr|h|night|person|head|unit|item|lb|kg|oz|gal|gallon|mile|mi|sq ft|share|seat|user|piece|ea)\\b)';

const periods: Readonly<Record<string, string>> = {
  d: 'day',
  wk: 'week',
  mo: 'month',
  yr: 'year',
  hr: 'hour',
  h: 'hour',
  lb: 'pound',
  kg: 'kilogram',
  oz: 'ounce',
  gal: 'gallon',
  mi: 'mile',
  'sq ft': 'square foot',
  ea: 'each',
};

/** What follows a sum that describes it: "a twenty dollar bill". */
const described =
  /^[- ](?:bill|note|coin|question|check|cheque|gift|voucher|coupon|bet|fee|fine|ticket|tip|deal|raise|budget|loan|prize|discount|range|word|purchase|investment|contract|donation|grant|bonus|deposit|house|meal|menu|mark|store)\b/u;
const ofIt =
  /^ (?:and|or|to|for|in|per|a|an|of|on|at|by|from|with|is|was|will|each|every|that|more|less|the|i|we|you|he|she|they|it|as|but|if|so|than|over|under|into|off|back|extra|worth)\b/iu;

interface Sum {
  readonly digits: string;
  readonly factor: string | undefined;
}

function plainDigits(written: string): string {
  return new RegExp(`^(?:${european})$`, 'u').test(written)
    ? written.replaceAll('.', '').replace(',', '.')
    : written;
}

/** "three dollars and five cents", "two point five million dollars", "ninety-nine cents". */
function sumWords({ digits, factor }: Sum, currency: Currency, isSingular: boolean, scene: Scene): string {
  const written = plainDigits(digits).replaceAll(',', '');
  const [whole = '', fraction = ''] = written.split('.');
  const value = Number(written);
  if (factor !== undefined)
    return `${quantity(digits, scene)} ${magnitudeWord(factor)} ${isSingular ? currency.one : currency.many}`;
  const coins = fraction.replace(/0+$/u, '').padEnd(2, '0');
  const unit = Number(whole) === 1 || isSingular ? currency.one : currency.many;
  const amountOf = (text: string): string =>
    /^0+$/u.test(text) ? 'zero' : quantity(text.replace(/^0+(?=\d)/u, ''), scene);
  const named =
    whole === ''
      ? ''
      : `${/,/u.test(digits) && plainDigits(digits) === digits ? quantity(digits.split('.')[0] ?? '', scene) : amountOf(whole)} ${unit}`;
  if (fraction === '' || Number(fraction) === 0) return named === '' ? `zero ${currency.many}` : named;
  if (coins.length > 2 || currency.coin === undefined) return `${quantity(written, scene)} ${currency.many}`;
  const change = `${scene.cardinal(coins)} ${Number(coins) === 1 ? currency.coin : (currency.coins ?? currency.coin)}`;
  return Number(whole) === 0 && value < 1 ? change : `${named} and ${change}`;
}

function tailWords(per: string | undefined): string {
  return per === undefined ? '' : per === 'ea' ? ' each' : ` per ${periods[per] ?? per}`;
}

/** "a $20 bill", but "a $20 and a $50". */
function isAdjective(index: number, end: number, scene: Scene): boolean {
  const after = scene.after(end);
  if (described.test(after)) return true;
  return (
    /^(?:a|an|another)$/u.test(scene.wordBefore(index)) && /^[- ]\p{Ll}{2}/u.test(after) && !ofIt.test(after)
  );
}

const before: EnglishRule = {
  class: 'currency',
  needs: /\d/,
  switch: 'currency_normalization',
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}_$£€¥])(?<minus>[-+](?=\\S))?(?:(?<sign>${signPattern}) ?|(?<code>${codePattern})\\.? ?)(?<inner>-)?(?<digits>${amount})(?<factor>${magnitude}| b(?![\\p{L}\\p{N}]))?` +
      `(?: ?[-–—] ?(?<sign2>${signPattern})?(?<digits2>${amount})(?<factor2>${magnitude})?)?(?![\\p{N}])(?![.,]\\d)(?:${per}|(?<plus>\\+))?`,
    'gu',
  ),
  read: ({ 0: whole, index, groups = {} }, scene) => {
    const {
      minus,
      inner,
      sign,
      code,
      digits = '',
      factor,
      sign2,
      digits2,
      factor2,
      per: each,
      plus,
    } = groups;
    const currency = signs[sign ?? ''] ?? codes[code ?? ''];
    const end = index + whole.length;
    if (
      currency === undefined ||
      (digits2 === undefined &&
        /^\p{L}/u.test(scene.after(end)) &&
        factor === undefined &&
        each === undefined)
    ) {
      if (currency === undefined) return undefined;
    }
    const isSingular = digits2 === undefined && isAdjective(index, end, scene);
    const head = sumWords(
      { digits, factor: factor ?? (sign2 === undefined ? factor2 : undefined) },
      currency,
      isSingular,
      scene,
    );
    const low = digits2 === undefined ? head : sign2 === undefined ? rangeLow(digits, factor, scene) : head;
    const high =
      digits2 === undefined
        ? ''
        : ` to ${sumWords({ digits: digits2, factor: factor2 ?? (sign2 === undefined ? factor : undefined) }, currency, false, scene)}`;
    const negative = minus === '-' || inner === '-' ? 'minus ' : minus === '+' ? 'plus ' : '';
    return `${negative}${low}${high}${plus === undefined ? '' : ' plus'}${tailWords(each)}`;
  },
};

/** "twenty" of "twenty to thirty dollars". */
function rangeLow(digits: string, factor: string | undefined, scene: Scene): string {
  return factor === undefined
    ? quantity(plainDigits(digits), scene)
    : `${quantity(digits, scene)} ${magnitudeWord(factor)}`;
}

const after: EnglishRule = {
  class: 'currency',
  needs: /\d/,
  switch: 'currency_normalization',
  pattern: new RegExp(
    `${notNumber}(?<minus>(?<![\\p{L}\\p{N}])-)?(?<digits>${amount})(?<factor>${magnitude})?(?: ?[-–] ?(?<digits2>${amount})(?<factor2>${magnitude})?)? ?(?:(?<sign>${signPattern})(?!\\d)|(?<code>${codePattern})(?<!Rs)(?![\\p{L}\\p{N}]))${per}?`,
    'gu',
  ),
  read: ({ groups = {} }, scene) => {
    const { minus, digits = '', factor, digits2, factor2, sign, code, per: each } = groups;
    const currency = signs[sign ?? ''] ?? codes[code ?? ''];
    if (currency === undefined) return undefined;
    const last = { digits: digits2 ?? digits, factor: factor2 ?? factor };
    const low = digits2 === undefined ? '' : `${rangeLow(digits, undefined, scene)} to `;
    return `${minus === undefined ? '' : 'minus '}${low}${sumWords(last, currency, false, scene)}${tailWords(each)}`;
  },
};

const cents: EnglishRule = {
  class: 'currency',
  needs: /\d/,
  switch: 'currency_normalization',
  pattern: new RegExp(
    `${notNumber}(?<digits>${number}) ?(?:(?<cent>¢|ct\\b)|(?<=\\d)p(?![\\p{L}\\p{N}]))`,
    'gu',
  ),
  read: ({ groups = {} }, scene) => {
    const { digits = '', cent } = groups;
    // 720p and 1080p are pictures.
    if (cent === undefined && Number(digits.replaceAll(',', '')) > 99) return undefined;
    const one = Number(digits) === 1;
    return `${quantity(digits, scene)} ${cent === undefined ? (one ? 'penny' : 'pence') : one ? 'cent' : 'cents'}`;
  },
};

export const currencyRules: readonly EnglishRule[] = [before, after, cents];
