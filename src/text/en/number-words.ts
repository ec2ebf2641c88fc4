/**
 * Numbers in English words, as num2words 0.5.14 spells them: "one thousand, two hundred and thirty-four". Commas,
 * hyphens and "and" are there because the readers of these words cut at them.
 */

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const magnitudes = [
  '',
  'thousand',
  ...'m b tr quadr quint sext sept oct non dec undec duodec tredec quattuordec quindec sexdec septendec octodec novemdec vigint'
    .split(' ')
    .map((stem) => `${stem}illion`),
];
/** Digits a number may have and still be put into magnitudes. */
const longest = magnitudes.length * 3;

const irregularOrdinals: ReadonlyMap<string, string> = new Map([
  ['one', 'first'],
  ['two', 'second'],
  ['three', 'third'],
  ['five', 'fifth'],
  ['eight', 'eighth'],
  ['nine', 'ninth'],
  ['twelve', 'twelfth'],
]);

function belowHundred(n: number): string {
  if (n < 20) return small[n] ?? '';
  const unit = n % 10;
  const ten = tens[Math.floor(n / 10)] ?? '';
  return unit === 0 ? ten : `${ten}-${small[unit] ?? ''}`;
}

function belowThousand(n: number): string {
  const hundreds = Math.floor(n / 100);
  const rest = n % 100;
  if (hundreds === 0) return belowHundred(rest);
  const head = `${small[hundreds] ?? ''} hundred`;
  return rest === 0 ? head : `${head} and ${belowHundred(rest)}`;
}

/** A whole number from its ASCII digits ("007" is "seven"); beyond vigintillions digit by digit. */
export function cardinal(digits: string): string {
  const trimmed = digits.replace(/^0+(?=.)/, '');
  if (trimmed.length > longest) return [...trimmed].map((digit) => small[Number(digit)] ?? '').join(' ');
  const groups: number[] = [];
  for (let end = trimmed.length; end > 0; end -= 3)
    groups.push(Number(trimmed.slice(Math.max(0, end - 3), end)));
  let words = '';
  for (let i = groups.length - 1; i >= 0; i--) {
    const group = groups[i] ?? 0;
    if (group === 0) continue;
    const spoken = i === 0 ? belowThousand(group) : `${belowThousand(group)} ${magnitudes[i] ?? ''}`;
    if (words === '') words = spoken;
    else words += i === 0 && group < 100 ? ` and ${spoken}` : `, ${spoken}`;
  }
  return words === '' ? 'zero' : words;
}

/** "twenty-first", "one hundredth". */
export function ordinal(digits: string): string {
  const words = cardinal(digits);
  const at = Math.max(words.lastIndexOf(' '), words.lastIndexOf('-')) + 1;
  const last = words.slice(at);
  const regular = last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`;
  return words.slice(0, at) + (irregularOrdinals.get(last) ?? regular);
}

/** A year of up to four digits in pairs: "nineteen oh-five", "two thousand and nine". */
export function year(digits: string): string {
  const n = Number(digits);
  const high = Math.floor(n / 100);
  const low = n % 100;
  if (high === 0 || high >= 100 || (high % 10 === 0 && low < 10)) return cardinal(digits);
  if (low === 0) return `${cardinal(String(high))} hundred`;
  return `${cardinal(String(high))} ${low < 10 ? 'oh-' : ''}${belowHundred(low)}`;
}

/** A decimal such as "2.50" through a float, as the reference does it: "two point five"; "5.0" is "five". */
export function decimal(text: string): string {
  const value = Number(text);
  if (Number.isInteger(value)) return cardinal(BigInt(value).toString());
  const [whole = '0', fraction = ''] = value.toString().includes('e')
    ? text.split('.')
    : value.toString().split('.');
  const digits = [...fraction].map((digit) => small[Number(digit)] ?? '');
  return `${cardinal(whole)} point ${digits.join(' ')}`;
}
