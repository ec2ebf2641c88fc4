/** The peer's numbers and sums, its readings of floats and of a single dollar included. */
import { cardinal } from '../../en/number-words.js';

export const multiplier = '((?: hundred| thousand| (?:m|b|tr|quadr)illion|k|m|b|t){0,4})';
const letters: Readonly<Record<string, string>> = {
  k: 'thousand',
  m: 'million',
  b: 'billion',
  t: 'trillion',
};
const units: Readonly<Record<string, readonly [string, string]>> = {
  $: ['dollars', 'cent'],
  '£': ['pounds', 'pence'],
  '€': ['euros', 'cent'],
};

/** The peer reads through a double: digits beyond its precision come out changed, as there. */
export function floatWords(digits: string): string {
  const value = Number(digits);
  if (!Number.isFinite(value)) return digits.split('').map(cardinal).join(' ');
  if (Number.isInteger(value)) return cardinal(BigInt(value).toString());
  const [whole = '0', fraction = ''] = String(value).includes('e')
    ? digits.split('.')
    : String(value).split('.');
  return `${cardinal(whole)} point ${Array.from(fraction, (digit) => cardinal(digit)).join(' ')}`;
}

function multiplierWords(written: string): string {
  const bare = written.trim();
  return bare === '' ? '' : ` ${letters[bare.toLowerCase()] ?? bare}`;
}

/** `-$5.25`, `$25.05k`. */
export function readMoney([, sign = '', symbol = '', digits = '', factor = '']: RegExpExecArray): string {
  const [bill = '', coin = ''] = units[symbol] ?? [];
  const minus = sign === '-' ? 'minus ' : '';
  const value = Number(digits);
  if (Number.isInteger(value) || factor !== '')
    return `${minus}${floatWords(digits)}${multiplierWords(factor)} ${bill}`;
  const floor = Math.floor(sign === '-' ? -value : value);
  const fraction = (String(value).split('.')[1] ?? '').padEnd(2, '0');
  const coins = cardinal(fraction);
  const change = coin === 'cent' && coins !== 'one' ? 'cents' : coin;
  return `${minus}${floatWords(String(Math.abs(floor)))} ${bill} and ${coins} ${change}`;
}

/** `1999` in pairs, `10k`, `-3.5 million`. */
export function readNumber([, sign = '', digits = '', factor = '']: RegExpExecArray): string {
  const value = Number(digits);
  const minus = sign === '-' ? 'minus ' : '';
  const isPair =
    factor === '' && Number.isInteger(value) && value > 1500 && value < 10000 && value % 1000 > 9;
  if (!isPair) return `${minus}${floatWords(digits)}${multiplierWords(factor)}`;
  const pair = String(value);
  return `${minus}${cardinal(pair.slice(0, 2))} ${cardinal(pair.slice(2))}`;
}

/** `10:35 pm`, `12:34:01`. */
export function readTime([, hour = '', minute = '', second, half]: RegExpExecArray): string {
  const minutes = Number(minute);
  const words = [cardinal(hour)];
  if (minutes > 9) words.push(cardinal(minute));
  else if (minutes > 0) words.push(`oh ${cardinal(minute)}`);
  if (second !== undefined) words.push(`and ${cardinal(second)} second${Number(second) === 1 ? '' : 's'}`);
  else if (half !== undefined) words.push(half.trim());
  else if (minutes === 0) words.push("o'clock");
  return words.join(' ');
}

/** `+1 555-123-4567`: digits as words, with the peer's doubled commas. */
export function readPhone([, country = '', area = '', prefix = '', line = '']: RegExpExecArray): string {
  const groups = [area, prefix, line].map((digits) =>
    Array.from(digits.replace(/\D/gu, ''), (digit) => cardinal(digit)).join(',, '),
  );
  return [country === '' ? '' : cardinal(country.replace('+', '')), ...groups].join(',');
}
