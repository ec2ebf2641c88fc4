/** `<say-as>` and `<emphasis>` of extended SSML, put into written forms and marks that the English reader knows. */

const groupedDigits = /(\d)(?=(?:\d{3})+$)/g;
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** The text in the form that is read as `interpret` asks; as it is when that is unknown or does not fit. */
export function saidAs(text: string, interpret: string | undefined, format: string | undefined): string {
  switch (interpret?.trim().toLowerCase()) {
    case 'characters':
    case 'spell-out':
    case 'verbatim':
      return spelled(text);
    case 'digits':
    case 'telephone':
      return telephone(text);
    case 'cardinal':
    case 'number':
      return /^\d{4,18}$/.test(text.trim()) ? text.trim().replace(groupedDigits, '$1,') : text;
    case 'ordinal':
      return /^\d{1,18}$/.test(text.trim()) ? ordinal(text.trim()) : text;
    case 'date':
      return date(text, format?.trim().toLowerCase());
    default:
      return text; // times and amounts of money are read as such wherever they stand
  }
}

/** Stress by `<emphasis level>`, as `[word](+1)` has it; undefined for words that are spoken as they are. */
export function emphasisStress(level: string | undefined): string | undefined {
  switch ((level ?? 'moderate').trim().toLowerCase()) {
    case 'strong':
      return '+2';
    case 'moderate':
      return '+1';
    case 'reduced':
      return '-1';
    default:
      return undefined;
  }
}

/** Every word of a text with a stress mark. */
export function stressed(text: string, stress: string): string {
  return text.replace(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu, (word) => `[${word}](${stress})`);
}

function spelled(text: string): string {
  return [...text.replace(/\s+/g, '')].join(' ');
}

/** Digits one by one, with a comma between the groups. */
function telephone(text: string): string {
  const groups = /^\d{10}$/.test(text.trim())
    ? [text.trim().slice(0, 3), text.trim().slice(3, 6), text.trim().slice(6)]
    : text.match(/\d+/g);
  if (groups === null) return text;
  const plus = text.trim().startsWith('+') ? 'plus ' : '';
  return plus + groups.map(spelled).join(', ');
}

function ordinal(digits: string): string {
  const isTeen = /1\d$/.test(digits);
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][Number(digits.at(-1))] ?? 'th');
  return digits + ending;
}

/** `format` names the order of the parts: `mdy`, `dmy`, `ymd`, `md`, `dm`, `ym`, `my`, `y`. */
function date(text: string, format: string | undefined): string {
  const parts = text.match(/\d+/g) ?? [];
  if (format === undefined || !/^[dmy]{1,3}$/.test(format) || parts.length !== format.length) return text;
  const part = (letter: string): string | undefined => parts[format.indexOf(letter)];
  const month = months[Number(part('m')) - 1];
  if (part('m') !== undefined && month === undefined) return text;
  const day = part('d');
  const year = part('y');
  const dayed = [month, day].filter((word) => word !== undefined).join(' ');
  return year === undefined
    ? dayed
    : [dayed, year].filter((word) => word !== '').join(day === undefined ? ' ' : ', ');
}
