/** A number and a unit: `10kg`, `5 km`, `9.8 m/s²`, `20°C`, `6'2"`, `4 1/2 lbs`. */
import { fraction, fractionWords, parseFraction } from './fraction-words.js';
import { number, numberStart, quantity, signed } from './number-reading.js';
import type { EnglishRule, Scene } from './scene.js';
import { dotted, type Unit, unitOf } from './units.js';

/** What can be a symbol; the table decides. */
const unit = '(?:fl oz|° [CF]|°[CFK]?|[℃℉]|[a-zA-ZµμΩ]{1,4})';
const powers: Readonly<Record<string, string>> = {
  '²': 'square',
  '³': 'cubic',
  '^2': 'square',
  '^3': 'cubic',
};
const amount = `(?:${fraction}|${number})`;

const joints: Readonly<Record<string, string>> = { '±': 'plus or minus', x: 'by', '×': 'by', and: 'and' };

interface Parts {
  readonly many: string;
  readonly one: string;
}

/** "square meters", "seconds squared"; the power is said before a length and after anything else. */
function raised(symbol: string, power: string | undefined, prefix: string | undefined): Parts | undefined {
  const found: Unit | undefined = unitOf(symbol);
  if (found === undefined) return undefined;
  const name =
    power === undefined
      ? prefix === undefined
        ? undefined
        : prefix.startsWith('sq')
          ? 'square'
          : 'cubic'
      : powers[power];
  if (name === undefined) return found;
  if (found.isLength === true) return { one: `${name} ${found.one}`, many: `${name} ${found.many}` };
  const after = name === 'square' ? 'squared' : 'cubed';
  return { one: `${found.one} ${after}`, many: `${found.many} ${after}` };
}

/** "200 mg/dL": the first unit in the plural, "per", the second in the singular. */
function unitWords(groups: Record<string, string | undefined>): Parts | undefined {
  const head = raised(groups.unit ?? '', groups.power, groups.prefix);
  const below = groups.below;
  if (head === undefined || below === undefined) return head;
  const rate = raised(below, groups.belowPower, undefined);
  // "laps/day": a word says itself.
  if (rate === undefined) return { one: `${head.one} per ${below}`, many: `${head.many} per ${below}` };
  // An acceleration is said "meters per second squared".
  return { one: `${head.one} per ${rate.one}`, many: `${head.many} per ${rate.one}` };
}

/**
 * With `null`, single letters need more than a number before them: "5 a day" and "100k" are none of ours. Those below are
 * safe, some only with a blank ("5 m" is no million) or without.
 */
function isPlain(
  symbol: string,
  hasBlank: boolean,
  below: string | undefined,
  power: string | undefined,
  after: string,
): boolean {
  if (symbol.length > 1 || /[°µμΩΩ℃℉]/u.test(symbol) || below !== undefined || power !== undefined)
    return true;
  if (/^[gLlVWs]$/u.test(symbol)) return true;
  if (symbol === 'h') return !/^ ?[\p{L}\d]/u.test(after) || hasBlank;
  if (symbol === 'K') return hasBlank;
  return (
    symbol === 'm' &&
    (hasBlank ||
      /^(?: (?:high|long|wide|deep|tall|away|below|above|sprint|dash|race|hurdles|relay|freestyle|of|from|x|by)\b|[.,;]|$)/u.test(
        after,
      ))
  );
}

/** "3 in 4 people", "5 in the morning": an inch is attached, or nothing follows that it could lead to. */
function isInch(hasBlank: boolean, after: string): boolean {
  return (
    !hasBlank ||
    /^\. \p{Ll}/u.test(after) ||
    /^(?:\s*$|[.,;:)]|[.]? (?:x|by|long|wide|tall|high|deep|thick|diameter|pipe|screen|display|monitor|snow|rain)\b)/u.test(
      after,
    )
  );
}

const measure: EnglishRule = {
  class: 'measure',
  needs: /[\d¼-¾⅐-⅞↉]/,
  pattern: new RegExp(
    `(?<sign>(?<![\\p{L}\\p{N})\\]])[-+])?${numberStart}(?<low>${amount})(?:(?<joint> ?(?:-|–|±|x|×) ?| to | and )(?<sign2>-)?(?<high>${amount}))?(?<factor> (?:hundred|thousand|million|billion|trillion))?(?<gap> ?|-)` +
      `(?<prefix>(?:sq|cu)\\.? )?(?<unit>${unit})(?<power>[²³]|\\^[23])?(?: ?(?:/|per) ?(?<below>${unit})(?<belowPower>[²³]|\\^[23])?)?(?![\\p{L}\\p{N}²³])(?<stop>\\.(?!\\d))?`,
    'gu',
  ),
  read: (match, scene) => readMeasure(match, scene),
};

function readMeasure({ 0: whole, index, groups = {} }: RegExpExecArray, scene: Scene): string | undefined {
  const {
    sign,
    low = '',
    joint = '',
    sign2,
    high,
    factor,
    gap = '',
    unit: symbol = '',
    below,
    power,
    prefix,
    stop,
  } = groups;
  const end = index + whole.length;
  const after = scene.after(end);
  if (scene.units === false) return undefined;
  if (scene.units === null && prefix === undefined && !isPlain(symbol, gap !== '', below, power, after))
    return undefined;
  if (
    symbol === 'in' &&
    below === undefined &&
    power === undefined &&
    prefix === undefined &&
    !isInch(gap === ' ', (stop ?? '') + after)
  )
    return undefined;
  // "5 as", "1 at": words that look like units in another case.
  if (
    gap === ' ' &&
    /^(?:AS|Us|us|MS|ac|ly|mo|Mo|MI|Mi|IN|In|bar)$/u.test(symbol) &&
    below === undefined &&
    symbol !== 'bar'
  )
    return undefined;
  const words = unitWords(groups);
  if (words === undefined) return undefined;
  const isAdjective = gap === '-' || /^-\p{L}/u.test(after) || describes(index, symbol, gap, after, scene);
  const value = Number(low.replaceAll(',', ''));
  const part = parseFraction(low);
  const isPart = part !== undefined && part.whole === undefined && high === undefined;
  const isOne = high === undefined && factor === undefined && (value === 1 || isPart);
  const count =
    high === undefined
      ? signed(sign, amountWords(low, scene))
      : `${signed(sign, amountWords(low, scene))} ${joints[joint.trim()] ?? 'to'} ${signed(sign2, amountWords(high, scene))}`;
  const name = isAdjective || isOne ? words.one : words.many;
  const article = isPart && part.above !== '1' ? ` of ${/^[aeio]/u.test(name) ? 'an' : 'a'}` : '';
  const close = stop === undefined || (dotted.has(symbol) && /^\s+\p{Ll}/u.test(after)) ? '' : '.';
  return `${count}${factor ?? ''}${article} ${name}${close}`;
}

/** What a size or strength describes without an article, too: `35mm film`. */
const attribute =
  /^ (?:film|lens|camera|gun|bulb|battery|cable|wire|pipe|hose|screw|bolt|disk|drive|race|run|bag|bottle|can|pole|board|rope|ladder|tank|engine|motor|pump|heater|card|stick|sheet|screen|monitor)\b/u;

/** "a 12V battery", "the 5km race", but "a 10 kg of" and "the 100 m in". */
function describes(index: number, symbol: string, gap: string, after: string, scene: Scene): boolean {
  if (gap === '' && attribute.test(after)) return true;
  const article = scene.wordBefore(index);
  const isBound =
    /^(?:a|an|this|that|each|every|another)$/u.test(article) || (article === 'the' && gap === '');
  if (!isBound || symbol.startsWith('°') || !/^ \p{Ll}{3}/u.test(after)) return false;
  return !/^ (?:and|for|per|from|away|the|was|are|were|with|than|more|less|into|onto|each|when|while)\b/u.test(
    after,
  );
}

function amountWords(written: string, scene: Scene): string {
  const part = parseFraction(written);
  if (part === undefined) return quantity(written, scene);
  // 50/60 Hz, 120/80: two values rather than a part of one.
  const isPair =
    part.whole === undefined &&
    Number(part.below) > 20 &&
    Number(part.below) % 8 !== 0 &&
    Number(part.above) < Number(part.below);
  return isPair
    ? `${scene.cardinal(part.above)} slash ${scene.cardinal(part.below)}`
    : fractionWords(part, scene);
}

/** 6'2", 5' 10": feet and inches. */
const height: EnglishRule = {
  class: 'measure',
  needs: /\d/,
  pattern: /(?<![\p{L}\p{N}'])(\d{1,2})' ?(\d{1,2}(?:\.\d|½)?)(?:"|''|”)?(?![\p{L}\p{N}'])/gu,
  read: ([, feet = '', inches = ''], scene) =>
    scene.units === false ? undefined : `${scene.cardinal(feet)} foot ${amountWords(inches, scene)}`,
};

/** 12": a sign for inches unless it closes a quotation. */
const inches: EnglishRule = {
  class: 'measure',
  needs: /\d/,
  pattern: new RegExp(`${numberStart}(${amount})["”](?: ?[x×] ?(${amount})["”])?(?![\\p{L}\\p{N}])`, 'gu'),
  read: ({ 0: whole, 1: low = '', 2: high, index }, scene) => {
    if (scene.units === false || isQuoted(scene.text, index)) return undefined;
    const isAdjective =
      /^[- ](?!wide|long|tall|high|deep|thick|across|by|of|in|and|or|from|to|is|was|apart|away|at|on|for)\p{Ll}/u.test(
        scene.after(index + whole.length),
      );
    const unit = isAdjective || low === '1' ? 'inch' : 'inches';
    return high === undefined
      ? `${amountWords(low, scene)} ${unit}`
      : `${amountWords(low, scene)} by ${amountWords(high, scene)} ${unit}`;
  },
};

/** Looks back a bounded way for a quotation that is still open. */
function isQuoted(text: string, index: number): boolean {
  const marks = text.slice(Math.max(0, index - 512), index).match(/(?<!\d)["“”]/gu) ?? [];
  return marks.length % 2 === 1;
}

/** 40°26'46"N: degrees, minutes, seconds of arc. */
const arc: EnglishRule = {
  class: 'measure',
  needs: /\d/,
  pattern:
    /(?<![\p{L}\p{N}.,])(\d{1,3}(?:\.\d{1,8})?)° ?(?:(\d{1,2}(?:\.\d{1,6})?)' ?(?:(\d{1,2}(?:\.\d{1,4})?)(?:"|'') ?)?)?([NSEW])(?![\p{L}\p{N}])/gu,
  read: ([, degrees = '', minutes, seconds, side = ''], scene) => {
    const parts = [`${quantity(degrees, scene)} degrees`];
    if (minutes !== undefined) parts.push(`${quantity(minutes, scene)} minutes`);
    if (seconds !== undefined) parts.push(`${quantity(seconds, scene)} seconds`);
    return `${parts.join(' ')} ${sides[side] ?? side}`;
  },
};

const sides: Readonly<Record<string, string>> = { N: 'north', S: 'south', E: 'east', W: 'west' };

/** "in km/h", "mg/dL": a rate without a number. */
const bare: EnglishRule = {
  class: 'measure',
  needs: /\//,
  pattern:
    /(?<![\p{L}\p{N}/])(km|m|mi|ft|cm|mm|kg|mg|g|µg|mL|ml|L)\/(h|hr|s|s²|min|dL|dl|L|l|mL|ml|kg|m²|m³|day)(?![\p{L}\p{N}/])/gu,
  read: ([, above = '', below = ''], scene) => {
    const [head, rate] = [
      unitOf(above),
      raised(below.replace(/[²³]/u, ''), /[²³]/u.exec(below)?.[0], undefined),
    ];
    if (scene.units === false || head === undefined) return undefined;
    return `${head.many} per ${rate?.one ?? below}`;
  },
};

/** 10^8 km: the unit of a number that is read as a power. */
const scaled: EnglishRule = {
  class: 'measure',
  needs: /[\^⁰-⁹¹²³]/,
  pattern: new RegExp(`(?<=(?:\\^[-+]?\\d{1,3}|\\d[⁻⁺]?[⁰¹²³⁴-⁹]{1,4}) )(${unit})(?![\\p{L}\\p{N}])`, 'gu'),
  read: ([, symbol = ''], scene) => (scene.units === false ? undefined : unitOf(symbol)?.many),
};

export const measureRules: readonly EnglishRule[] = [arc, height, measure, bare, scaled, inches];
