/** What a rule may ask about the block around its match. */
import { cardinal, ordinal } from '../../en/number-words.js';
import { sentenceStarters } from '../../sentence-abbreviations.js';
import type { NumberStyle } from '../options.js';
import type { Rule } from '../scanner.js';

export type EnglishRule = Rule<Scene>;

/** How far a rule looks to either side. */
const sight = 64;

/** Words of the numbers below a thousand, as they come up. */
const small = { peer: new Map<string, string>(), us: new Map<string, string>() };

export class Scene {
  constructor(
    readonly text: string,
    readonly style: NumberStyle,
    /** Day before month in slash dates. */
    readonly dayFirst: boolean,
    /** Emoticons are named like emoji; otherwise both are left out. */
    readonly namesEmoji: boolean,
    /** null: only units that cannot be anything else. */
    readonly units: boolean | null,
  ) {}

  before(index: number): string {
    return this.text.slice(Math.max(0, index - sight), index);
  }

  after(index: number): string {
    return this.text.slice(index, index + sight);
  }

  /** The word before, lower-case, without its full stop; '' at the start and after a mark that ends a clause. */
  wordBefore(index: number): string {
    return (/([\p{L}'©§]+)\.?[ -]?$/u.exec(this.before(index))?.[1] ?? '').toLowerCase();
  }

  /** The word after, as written. */
  wordAfter(index: number): string {
    return /^[ -]?([\p{L}']+)/u.exec(this.after(index))?.[1] ?? '';
  }

  /**
   * The full stop of an abbreviation that ends at `index` (after the stop): kept where it ends a sentence, too. A short
   * fragment at the end of the text is no sentence.
   */
  stop(index: number): string {
    const after = this.after(index);
    if (/^[\s"'”)]*$/u.test(after)) return this.before(index).trim().split(/\s+/u).length > 3 ? '.' : '';
    if (/^["'”)]*\s*\n\s*\n/u.test(after)) return '.';
    const next = /^["'”)]*\s+["“(]?(\p{Lu}[\p{L}']*)/u.exec(after)?.[1];
    return next !== undefined && sentenceStarters.has(next.toLowerCase()) ? '.' : '';
  }

  cardinal(digits: string): string {
    const known = small[this.style].get(digits);
    if (known !== undefined) return known;
    const words = this.styled(cardinal(digits.replace(/\D/gu, '')));
    if (digits.length < 4) small[this.style].set(digits, words);
    return words;
  }

  ordinal(digits: string): string {
    return this.styled(ordinal(digits.replace(/\D/gu, '')));
  }

  private styled(words: string): string {
    return this.style === 'us' ? words.replace(/,| and(?= )/gu, '') : words;
  }
}
