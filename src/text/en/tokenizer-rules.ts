/** What is cut off the ends of a word, and where a word is cut inside; the rules of spaCy's English tokenizer (MIT). */

const lower = '\\p{Ll}\\p{Lo}';
const upper = '\\p{Lu}\\p{Lo}';
const letter = '\\p{L}';
const quotes = '\'"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉⟦⟧';
const marks = '…,:;!?¿؟¡()\\[\\]{}<>_#*&。？！，、；：～·।،۔؛٪';
const signs = '$£€¥฿₽﷼₴₠-₿';
const icons = '\\p{So}';
const units =
  'km²|km³|km/h|kmh|km|mm²|mm³|mm|mph|m/s|m²|m³|dm²|dm³|dm|cm²|cm³|cm|ha|µm|nm|yd|in|ft|kg|mg|µg|lb|oz|hPa|Pa|mbar|mb|MB|kb|KB|gb|GB|tb|TB|m|g|t|T|G|M|K|%';
const punctuation = `……|[${marks}]|\\.\\.+|[${quotes}]`;

const prefix = new RegExp(
  `^(?:[§%=—–]|\\+(?![0-9])|${punctuation}|(?:US|[CA])?\\$|[${signs}]|${icons})`,
  'u',
);

const suffix = new RegExp(
  `(?:${[
    punctuation,
    icons,
    "['’][sS]",
    '[—–]',
    '(?<=[0-9])\\+',
    '(?<=°[FfCcKk])\\.',
    `(?<=[0-9])(?:(?:US|[CA])?\\$|[${signs}])`,
    `(?<=[0-9])(?:${units})`,
    `(?<=[0-9${lower}%²\\-+|${marks}${quotes}])\\.`,
    `(?<=[${upper}][${upper}])\\.`,
  ].join('|')})$`,
  'u',
);

const infix = new RegExp(
  [
    '\\.\\.+|…',
    icons,
    '(?<=[0-9])[+\\-*^](?=[0-9-])',
    `(?<=[${lower}${quotes}])\\.(?=[${upper}${quotes}])`,
    `(?<=${letter}),(?=${letter})`,
    `(?<=[${letter}0-9])(?:-|–|—|--|---|——|~)(?=${letter})`,
    `(?<=[${letter}0-9])[:<>=/](?=${letter})`,
  ].join('|'),
  'gu',
);

const host = '[A-Za-z0-9\\u00a1-\\uffff]';
const url = new RegExp(
  `^(?:[\\w+\\-.]{2,}://)?(?:\\S+@)?(?:(?:[0-9]{1,3}\\.){3}[0-9]{1,3}|(?:${host}(?:[A-Za-z0-9\\u00a1-\\uffff_-]{0,62}${host})?\\.)+[${lower}]{2,63})(?::[0-9]{2,5})?(?:[/?#]\\S*)?$`,
  'u',
);

/** Length of what is cut off the front; 0: nothing. */
export function prefixLength(text: string): number {
  return prefix.exec(text)?.[0].length ?? 0;
}

/** Longest suffix but for runs of full stops, with what its rule looks back at. */
const suffixReach = 10;

/** Length of what is cut off the end; 0: nothing. */
export function suffixLength(text: string): number {
  if (text.endsWith('..')) return text.length - text.search(/(?<!\.)\.+$/);
  return suffix.exec(text.slice(-suffixReach))?.[0].length ?? 0;
}

/** Where separators lie inside a word, as pairs of start and end. */
export function infixes(text: string): (readonly [start: number, end: number])[] {
  return Array.from(text.matchAll(infix), (match) => [match.index, match.index + match[0].length] as const);
}

/** Addresses of the web and of mail are one token. */
export function isAddress(text: string): boolean {
  return text.includes('.') && url.test(text);
}
