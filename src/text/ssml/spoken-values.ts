/** SSML's ways to write lengths, rates, pitches and loudness, as numbers and as inline tags. */

/** Seconds of silence by `<break strength>`. */
export const breakStrengths: Readonly<Record<string, number>> = {
  none: 0,
  'x-weak': 0,
  weak: 0.25,
  medium: 0.5,
  strong: 1,
  'x-strong': 1.5,
};

/** Pace by `<prosody rate>`; 1 is the voice's own. */
export const prosodyRates: Readonly<Record<string, number>> = {
  'x-slow': 0.5,
  slow: 0.75,
  medium: 1,
  default: 1,
  fast: 1.25,
  'x-fast': 1.5,
};

/** Slowest and fastest. */
export const rateRange = [0.25, 4] as const;

const pitches: Readonly<Record<string, number>> = {
  'x-low': -4,
  low: -2,
  medium: 0,
  default: 0,
  high: 2,
  'x-high': 4,
};

const volumes: Readonly<Record<string, number>> = {
  silent: 0,
  'x-soft': 0.25,
  soft: 0.5,
  medium: 1,
  default: 1,
  loud: 1.5,
  'x-loud': 2,
};

const decimal = '(\\d+(?:\\.\\d*)?|\\.\\d+)';
const time = new RegExp(`^\\+?${decimal} *(ms|s)$`);
const percent = new RegExp(`^([+-]?)${decimal} *%$`);
const bare = new RegExp(`^${decimal}$`);
const semitones = new RegExp(`^([+-]?)${decimal} *st$`);
const decibels = new RegExp(`^([+-]?)${decimal} *db$`);

/** Seconds a break lasts; a time without unit does not count. */
export function breakSeconds(length: string | undefined, strength: string | undefined): number {
  const match = time.exec(plain(length));
  if (match !== null) return Number(match[1]) / (match[2] === 'ms' ? 1000 : 1);
  return own(breakStrengths, plain(strength)) ?? 0.5;
}

/** The pace of a prosody element; undefined when it has none. `peerFault` reads `+20%` as the peer does: 0.2. */
export function rateOf(value: string | undefined, peerFault: boolean): number | undefined {
  if (value === undefined) return undefined;
  const text = plain(value);
  const [, sign = '', share] = percent.exec(text) ?? [];
  const rate =
    share !== undefined
      ? sign === '' || peerFault
        ? Number(share) / 100
        : 1 + signed(sign, share) / 100
      : (own(prosodyRates, text) ?? (bare.test(text) ? Number(text) : 1));
  return clamp(rate, ...rateRange);
}

/** Semitones of a prosody element; undefined when it says nothing we can follow, as a pitch in hertz. */
export function pitchOf(value: string | undefined): number | undefined {
  const text = plain(value);
  const [, sign = '', steps] = semitones.exec(text) ?? [];
  if (steps !== undefined) return clamp(signed(sign, steps), -6, 6);
  const [, direction = '', share] = percent.exec(text) ?? [];
  if (share === undefined) return own(pitches, text);
  const factor = direction === '' ? Number(share) / 100 : 1 + signed(direction, share) / 100;
  return factor > 0 ? clamp(12 * Math.log2(factor), -6, 6) : -6;
}

/** The gain factor of a prosody element; undefined when it says nothing we can follow. */
export function volumeOf(value: string | undefined): number | undefined {
  const text = plain(value);
  const [, sign = '', level] = decibels.exec(text) ?? [];
  if (level !== undefined) return clamp(10 ** (signed(sign, level) / 20), 0, 10);
  return own(volumes, text) ?? (bare.test(text) ? clamp(Number(text) / 100, 0, 10) : undefined);
}

/** As tags write numbers: at least one decimal, at most six, never an exponent. */
export function tagNumber(value: number): string {
  const text = value.toFixed(6).replace(/0+$/, '');
  return text.endsWith('.') ? `${text}0` : text;
}

function plain(value: string | undefined): string {
  return (value ?? '').trim().toLowerCase();
}

function signed(sign: string, digits: string): number {
  return sign === '-' ? -Number(digits) : Number(digits);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** A record's own entry: clients choose the key, and `constructor` is none of ours. */
function own(record: Readonly<Record<string, number>>, key: string): number | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
