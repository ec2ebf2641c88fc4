/** Names of months and days, short and long. */

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Pattern of a month's name or abbreviation with its full stop; case is the caller's. */
export const month =
  '(?:jan(?:uary|\\b\\.?)|feb(?:ruary|\\b\\.?)|mar(?:ch|\\b\\.?)|apr(?:il|\\b\\.?)|may\\b|june?\\b\\.?|july?\\b\\.?|aug(?:ust|\\b\\.?)|sept?(?:ember|\\b\\.?)|oct(?:ober|\\b\\.?)|nov(?:ember|\\b\\.?)|dec(?:ember|\\b\\.?))';
export const weekday =
  '(?:mon(?:day|\\b\\.?)|tue(?:sday|s?\\b\\.?)|wed(?:nesday|s?\\b\\.?)|thu(?:rsday|r?s?\\b\\.?)|fri(?:day|\\b\\.?)|sat(?:urday|\\b\\.?)|sun(?:day|\\b\\.?))';

/** "Sept." → "September"; full names keep the case they are written in. */
export function monthName(written: string): string {
  return full(months, written);
}

export function monthOf(index: number): string | undefined {
  return months[index - 1];
}

export function dayName(written: string): string {
  return full(days, written);
}

function full(names: readonly string[], written: string): string {
  const key = written.replace('.', '').slice(0, 3).toLowerCase();
  const name = names.find((candidate) => candidate.toLowerCase().startsWith(key)) ?? written;
  return name.toLowerCase() === written.toLowerCase() ? written : name;
}
