/** The normaliser of Kokoro-FastAPI, rule by rule, for clients that depend on its readings; English only. */

import { cardinal } from '../../en/number-words.js';
import { SpanWriter } from '../../span-writer.js';
import { chain, type Mapped } from '../../spans.js';
import { foldBlanks } from '../fold.js';
import type { NormalizeOptions } from '../options.js';
import { multiplier, readMoney, readNumber, readPhone, readTime } from './numbers.js';
import { type Step, step } from './step.js';
import { measure, readMeasure } from './units.js';
import { email, readEmail, readUrl, url } from './web.js';

const end = '(?![\\p{L}\\p{N}_])';
const word = '(?<![\\p{L}\\p{N}_])';
const cjk: Readonly<Record<string, string>> = {
  '、': ', ',
  '。': '. ',
  '！': '! ',
  '，': ', ',
  '：': ': ',
  '；': '; ',
  '？': '? ',
  '–': '- ',
};
const signs: Readonly<Record<string, string>> = {
  '@': ' at ',
  '#': ' number ',
  $: ' dollar ',
  '%': ' percent ',
  '&': ' and ',
  '/': ' slash ',
  '=': ' equals ',
  '+': ' plus ',
};

/** In the order the peer applies them; each reads what the one before has written. */
const steps: readonly Step[] = [
  step(
    new RegExp(`${word}(how|what|where|who|when|why|there|these|those)['’]re${end}`, 'giu'),
    ([, asked = '']) => `${asked} are`,
  ),
  step(
    new RegExp(`${word}(how|what|where|when|why|there|these|those|you|they)re${end}`, 'giu'),
    ([, asked = '']) => `${asked} are`,
  ),
  step(email, readEmail, 'email_normalization'),
  step(url, readUrl, 'url_normalization'),
  step(measure, readMeasure, 'unit_normalization'),
  step(/\(s\)/gu, 's', 'optional_pluralization_normalization'),
  step(/(\+?\d{1,2})?[ .-]?(\(?\d{3}\)?)[\s.-](\d{3})[\s.-](\d{4})/gu, readPhone, 'phone_normalization'),
  step(/[‘’]/gu, "'"),
  step(/[«»“”]/gu, '"'),
  step(/[、。！，：；？–]/gu, ([mark]) => cjk[mark] ?? mark),
  step(new RegExp(`(\\d{1,2}) ?: ?(\\d{2})(?: ?: ?(\\d{2}))?( ?(?:pm|am)${end})?`, 'giu'), readTime),
  step(/\s+/gu, ' '),
  step(new RegExp(`${word}D[Rr]\\.(?= [A-Z])`, 'gu'), 'Doctor'),
  step(new RegExp(`${word}(?:Mr\\.|MR\\.(?= [A-Z]))`, 'gu'), 'Mister'),
  step(new RegExp(`${word}(?:Ms\\.|MS\\.(?= [A-Z]))`, 'gu'), 'Miss'),
  step(new RegExp(`${word}(?:Mrs\\.|MRS\\.(?= [A-Z]))`, 'gu'), 'Mrs'),
  step(new RegExp(`${word}etc\\.(?! [A-Z])`, 'gu'), 'etc'),
  step(new RegExp(`${word}(y)eah?${end}`, 'giu'), ([, first = '']) => `${first}e'a`),
  step(/(?<=\d),(?=\d)/gu, ''),
  step(/(?<=\d)-(?=\d)/gu, ' to ', 'number_normalization'),
  step(
    /(?<![\d.])\d+(?:\.\d+){2,64}/gu,
    ([run]) => run.split('.').map(cardinal).join(' point '),
    'number_normalization',
  ),
  step(
    new RegExp(`(-?)([$£€])(\\d+(?:\\.\\d+)?)${multiplier}${end}`, 'giu'),
    readMoney,
    'currency_normalization',
  ),
  step(
    new RegExp(`(-?)(?<!\\d)(\\d+(?:\\.\\d+)?)${multiplier.replace('|t)', ')')}${end}`, 'giu'),
    readNumber,
    'number_normalization',
  ),
  step(
    /(?<!\d)(\d*)\.(\d+)/gu,
    ([, whole = '', digits = '']) => `${whole} point ${digits.split('').join(' ')}`,
    'number_normalization',
  ),
  step(/[~^*_|\\@#$%&/=+]/gu, ([sign]) => signs[sign] ?? ' ', 'replace_remaining_symbols'),
  step(/(?<=\d)S/gu, ' S'),
  step(new RegExp(`(?<=[BCDFGHJ-NP-TV-Z])'?s${end}`, 'gu'), "'S"),
  step(new RegExp(`(?<=X')S${end}`, 'gu'), 's'),
  step(/(?:[A-Za-z]\.){2,12} [a-z]/gu, ([run]) => run.replaceAll('.', '-')),
  step(/(?<=[A-Za-z])\.(?=[A-Za-z])/gu, '-'),
  step(/\s{2,}/gu, ' '),
];

/** What Kokoro-FastAPI makes of an English text. Protected ranges stay; between them each stretch is read for itself. */
export function normalizeLikeKokoroFastApi(
  text: string,
  { switches, protectedRanges = [] }: NormalizeOptions,
): Mapped {
  if (switches?.normalize === false) return foldBlanks(text);
  const active = steps.filter((rule) => {
    if (rule.switch === 'unit_normalization') return switches?.unit_normalization === true;
    return rule.switch === undefined || (switches?.[rule.switch] ?? true);
  });
  if (protectedRanges.length === 0) return apply(text, active);
  const writer = new SpanWriter(text);
  let from = 0;
  for (const { start, end: to } of [...protectedRanges, { start: text.length, end: text.length }]) {
    writer.splice(from, apply(text.slice(from, start), active));
    writer.copyTo(to);
    from = to;
  }
  return writer.finish();
}

function apply(text: string, active: readonly Step[]): Mapped {
  return active.reduce<Mapped>((mapped, { apply: rewrite }) => chain(mapped, rewrite(mapped.text)), {
    text,
    edits: [],
  });
}
