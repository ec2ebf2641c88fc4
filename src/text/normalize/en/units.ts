/** Units of measure: symbol → words. Prefixes count by case: `mW` milliwatts, `MW` megawatts, `Mb` megabits, `MB` megabytes. */

export interface Unit {
  readonly one: string;
  readonly many: string;
  /** Raised to a power it is read "square meter", "cubic meter"; others "second squared". */
  readonly isLength?: boolean;
}

const table = new Map<string, Unit>();

function add(symbols: string, one: string, many = `${one}s`, isLength = false): void {
  for (const symbol of symbols.split(' ')) table.set(symbol, { one, many, isLength });
}

const small: readonly [string, string][] = [
  ['n', 'nano'],
  ['µ', 'micro'],
  ['μ', 'micro'],
  ['u', 'micro'],
  ['m', 'milli'],
];
const large: readonly [string, string][] = [
  ['k', 'kilo'],
  ['M', 'mega'],
  ['G', 'giga'],
  ['T', 'tera'],
];

function prefixed(
  symbol: string,
  one: string,
  prefixes: readonly [string, string][],
  many = `${one}s`,
): void {
  for (const [letter, name] of prefixes) add(letter + symbol, name + one, name + many);
}

for (const [letter, name] of [...small, ['c', 'centi'], ['d', 'deci'], ['k', 'kilo']] as const) {
  add(`${letter}m`, `${name}meter`, `${name}meters`, true);
}
add('m', 'meter', 'meters', true);
add('in', 'inch', 'inches', true);
add('ft', 'foot', 'feet', true);
add('yd yds', 'yard', 'yards', true);
add('mi', 'mile', 'miles', true);
add('nmi', 'nautical mile', 'nautical miles', true);
add('ly', 'light year');
add('AU', 'astronomical unit');
add('ha', 'hectare');
add('ac', 'acre');
prefixed('g', 'gram', [
  ['m', 'milli'],
  ['µ', 'micro'],
  ['μ', 'micro'],
  ['mc', 'micro'],
  ['n', 'nano'],
  ['k', 'kilo'],
]);
add('g', 'gram');
add('kgs', 'kilogram');
add('lb lbs', 'pound');
add('oz', 'ounce');
table.set('fl oz', { one: 'fluid ounce', many: 'fluid ounces', isLength: false });
add('ms msec', 'millisecond');
add('µs μs us', 'microsecond');
add('ns', 'nanosecond');
add('s sec secs', 'second');
add('min mins', 'minute');
add('h hr hrs', 'hour');
add('wk wks', 'week');
add('mo mos', 'month');
add('yr yrs', 'year');
prefixed('L', 'liter', [
  ['m', 'milli'],
  ['c', 'centi'],
  ['d', 'deci'],
  ['µ', 'micro'],
  ['μ', 'micro'],
]);
prefixed('l', 'liter', [
  ['m', 'milli'],
  ['c', 'centi'],
  ['d', 'deci'],
  ['µ', 'micro'],
  ['μ', 'micro'],
]);
add('l L', 'liter');
add('cc', 'cc', 'cc');
add('gal', 'gallon');
add('qt', 'quart');
add('tsp tsps', 'teaspoon');
add('tbsp tbsps Tbsp', 'tablespoon');
add('kph kmh', 'kilometer per hour', 'kilometers per hour');
add('mph', 'mile per hour', 'miles per hour');
add('kn kt kts', 'knot');
add('mpg', 'mile per gallon', 'miles per gallon');
add('rpm', 'RPM', 'RPM');
add('bpm', 'beat per minute', 'beats per minute');
add('fps', 'frame per second', 'frames per second');
add('dpi', 'DPI', 'DPI');
add('ppi', 'PPI', 'PPI');
add('ppm', 'part per million', 'parts per million');
add('ppb', 'part per billion', 'parts per billion');
add('psi PSI', 'PSI', 'PSI');
add('Pa', 'pascal');
prefixed('Pa', 'pascal', [['h', 'hecto'], ...large]);
add('atm', 'atmosphere');
add('bar', 'bar');
add('mbar', 'millibar');
add('mmHg', 'millimeter of mercury', 'millimeters of mercury');
add('Hz', 'hertz', 'hertz');
prefixed('Hz', 'hertz', large, 'hertz');
for (const [symbol, name] of [
  ['V', 'volt'],
  ['A', 'amp'],
  ['W', 'watt'],
  ['J', 'joule'],
  ['Ω', 'ohm'],
  ['Ω', 'ohm'],
  ['F', 'farad'],
  ['N', 'newton'],
] as const) {
  add(symbol, name);
  prefixed(symbol, name, small);
  prefixed(symbol, name, large);
}
add('pF', 'picofarad');
add('Wh', 'watt hour');
prefixed('Wh', 'watt hour', large);
add('Ah', 'amp hour');
add('mAh', 'milliamp hour');
add('hp', 'horsepower', 'horsepower');
add('eV', 'electron volt');
prefixed('eV', 'electron volt', large);
add('Nm', 'newton meter');
add('mol', 'mole');
add('mmol', 'millimole');
add('cal', 'calorie');
add('kcal', 'kilocalorie');
add('dB', 'decibel');
add('dBA', 'decibel');
add('K', 'kelvin', 'kelvin');
add('lm', 'lumen');
add('lx', 'lux', 'lux');
add('bit bits', 'bit');
add('byte bytes', 'byte');
add('B', 'byte');
add('b', 'bit');
for (const [letter, name] of [
  ['k', 'kilo'],
  ['K', 'kilo'],
  ['M', 'mega'],
  ['G', 'giga'],
  ['T', 'tera'],
  ['P', 'peta'],
  ['E', 'exa'],
] as const) {
  add(`${letter}B`, `${name}byte`);
  add(`${letter}b`, `${name}bit`);
  add(`${letter}bit`, `${name}bit`);
  add(`${letter}bps`, `${name}bit per second`, `${name}bits per second`);
  add(`${letter}Bps`, `${name}byte per second`, `${name}bytes per second`);
  add(`${letter}iB`, `${name.slice(0, 2)}bibyte`);
}
add('px', 'pixel');
add('MP', 'megapixel');
add('°C ℃', 'degree Celsius', 'degrees Celsius');
add('°F ℉', 'degree Fahrenheit', 'degrees Fahrenheit');
add('°K', 'kelvin', 'kelvin');
add('°', 'degree');
table.set('° C', { one: 'degree Celsius', many: 'degrees Celsius', isLength: false });
table.set('° F', { one: 'degree Fahrenheit', many: 'degrees Fahrenheit', isLength: false });
add('C', 'degree Celsius', 'degrees Celsius');

/** Abbreviations of words, which take a full stop: `6 ft. tall`. */
export const dotted = new Set(
  'in ft yd mi oz lb lbs gal qt tsp tbsp hr hrs min mins sec secs yr yrs mo mos wk wks'.split(' '),
);

/** Case that cannot be meant: `5 KM`, `100 mbps`, `2 ghz`. The prefix m of data is mega. */
const anyCase = new Map<string, Unit>();
for (const [symbol, unit] of table) {
  const lower = symbol.toLowerCase();
  const isWordLike = lower.length < 3 && !/[hz]|b$/u.test(lower);
  if (symbol !== lower && !isWordLike && !table.has(lower) && !anyCase.has(lower)) anyCase.set(lower, unit);
}

/** Symbols that people also write in capitals. */
const shouted = new Set('km cm mm kg mg lb lbs oz ft yd mph ml kwh'.split(' '));

export function unitOf(symbol: string): Unit | undefined {
  const lower = symbol.toLowerCase();
  return (
    table.get(symbol) ??
    anyCase.get(symbol) ??
    (shouted.has(lower) ? (table.get(lower) ?? anyCase.get(lower)) : undefined)
  );
}
