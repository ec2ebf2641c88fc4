/** English: the classes of written forms in the order in which they settle what belongs to whom. */
import { chain, type Mapped } from '../../spans.js';
import { foldBlanks, foldMarks, tidy } from '../fold.js';
import { isOn, type NormalizeOptions } from '../options.js';
import { moved } from '../protected.js';
import { scan } from '../scanner.js';
import { abbreviationRules } from './abbreviations.js';
import { lowerShouting } from './capitals.js';
import { codeRules, versionRules } from './codes.js';
import { contractionRules } from './contractions.js';
import { currencyRules } from './currency.js';
import { dateRules } from './dates.js';
import { decadeRules } from './decades.js';
import { fileRules } from './files.js';
import { fractionRules, verseRules } from './fractions.js';
import { mathRules, variableRules } from './maths.js';
import { measureRules } from './measures.js';
import { leftoverRules, numberRules, ordinalRules } from './numbers.js';
import { phoneRules } from './phone.js';
import { rangeRules, yearRangeRules } from './ranges.js';
import { romanRules } from './roman.js';
import { type EnglishRule, Scene } from './scene.js';
import { socialRules } from './social.js';
import { percentRules, symbolRules } from './symbols.js';
import { timeRules } from './times.js';
import { webRules } from './web.js';

export const englishRules: readonly EnglishRule[] = [
  ...contractionRules,
  ...webRules,
  ...fileRules,
  ...dateRules,
  ...decadeRules,
  ...verseRules,
  ...timeRules,
  ...currencyRules,
  ...phoneRules,
  ...yearRangeRules,
  ...measureRules,
  ...versionRules,
  ...fractionRules,
  ...socialRules,
  ...rangeRules,
  ...percentRules,
  ...mathRules,
  ...romanRules,
  ...ordinalRules,
  ...variableRules,
  ...codeRules,
  ...numberRules,
  ...leftoverRules,
  ...abbreviationRules,
  ...symbolRules,
];

/**
 * English as it is spoken: no digit and no sign is left when all switches are on. Total and linear. Mark-up and emoji have
 * been read before; protected ranges stay as they are.
 */
export function normalizeEnglish(text: string, options: NormalizeOptions): Mapped {
  const { switches, locale, protectedRanges = [] } = options;
  if (switches?.normalize === false) return foldBlanks(text);
  const folded = foldMarks(text);
  const guarded = moved(protectedRanges, folded);
  const calm = chain(
    folded,
    guarded.length > 0 ? { text: folded.text, edits: [] } : lowerShouting(folded.text),
  );
  const scene = new Scene(
    calm.text,
    switches?.number_style ?? 'peer',
    locale === 'en-gb',
    switches?.emoji === 'name',
    switches?.unit_normalization ?? null,
  );
  const active = englishRules.filter((rule) => rule.switch === undefined || isOn(switches, rule.switch));
  const spoken = chain(calm, scan(calm.text, active, scene, guarded));
  return chain(spoken, tidy(spoken.text));
}
