/** The peer's units, its slips included ("mergavolt", "centimeter per day"). */

const units: Readonly<Record<string, string>> = {
  m: 'meter',
  cm: 'centimeter',
  mm: 'millimeter',
  km: 'kilometer',
  in: 'inch',
  ft: 'foot',
  yd: 'yard',
  mi: 'mile',
  g: 'gram',
  kg: 'kilogram',
  mg: 'milligram',
  s: 'second',
  ms: 'millisecond',
  min: 'minutes',
  h: 'hour',
  l: 'liter',
  ml: 'mililiter',
  cl: 'centiliter',
  dl: 'deciliter',
  kph: 'kilometer per hour',
  mph: 'mile per hour',
  'mi/h': 'mile per hour',
  'm/s': 'meter per second',
  'km/h': 'kilometer per hour',
  'mm/s': 'milimeter per second',
  'cm/s': 'centimeter per second',
  'ft/s': 'feet per second',
  'cm/h': 'centimeter per day',
  '°c': 'degree celsius',
  c: 'degree celsius',
  '°f': 'degree fahrenheit',
  k: 'kelvin',
  pa: 'pascal',
  kpa: 'kilopascal',
  mpa: 'megapascal',
  atm: 'atmosphere',
  hz: 'hertz',
  khz: 'kilohertz',
  mhz: 'megahertz',
  ghz: 'gigahertz',
  v: 'volt',
  kv: 'kilovolt',
  mv: 'mergavolt',
  a: 'amp',
  ma: 'megaamp',
  ka: 'kiloamp',
  w: 'watt',
  kw: 'kilowatt',
  mw: 'megawatt',
  j: 'joule',
  kj: 'kilojoule',
  mj: 'megajoule',
  Ω: 'ohm',
  kΩ: 'kiloohm',
  mΩ: 'megaohm',
  f: 'farad',
  µf: 'microfarad',
  nf: 'nanofarad',
  pf: 'picofarad',
  b: 'bit',
  kb: 'kilobit',
  mb: 'megabit',
  gb: 'gigabit',
  tb: 'terabit',
  pb: 'petabit',
  kbps: 'kilobit per second',
  mbps: 'megabit per second',
  gbps: 'gigabit per second',
  tbps: 'terabit per second',
  px: 'pixel',
};

const symbols = Object.keys(units).sort((left, right) => right.length - left.length);

export const measure = new RegExp(
  `(?<![\\p{L}\\p{N}_])([+-]?(?:\\d{1,3}(?:,\\d{3}){1,8}|\\d{1,64})(?:\\.\\d{1,64})?)\\s{0,16}(${symbols.join('|')})(?![\\p{L}\\p{N}_])`,
  'giu',
);

const irregular: Readonly<Record<string, string>> = {
  inch: 'inches',
  foot: 'feet',
  feet: 'feet',
  hertz: 'hertz',
  minutes: 'minute',
};

/** The plural as the peer's library makes it. */
function plural(word: string): string {
  return irregular[word] ?? (word.endsWith('hertz') ? `${word}zes` : `${word}s`);
}

/** A symbol that is not itself when lower-cased loses its number, as there. */
export function readMeasure([, written = '', symbol = '']: RegExpExecArray): string {
  const name = units[symbol.toLowerCase()];
  if (name === undefined) return Array.from(symbol).join(' ');
  const [first = '', ...rest] = name.split(' ');
  const word =
    first.endsWith('bit') && symbol.charAt(Math.min(1, symbol.length - 1)) === 'B'
      ? `${first.slice(0, -3)}byte`
      : first;
  const count = written.trim();
  return [count === '0' ? 'no' : count, count === '1' ? word : plural(word), ...rest].join(' ');
}
