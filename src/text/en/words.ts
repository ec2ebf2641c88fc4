/**
 * One word to phonemes by dictionary: which entry, which of its readings, spelled or not, and stems of -s, -ed and
 * -ing. The rules are those of misaki 0.9.4 (Apache-2.0, hexgrad), quirks included: the model was trained on them.
 */
import type { Dictionary, Entry } from './dictionary.js';
import { withEd, withIng, withS } from './endings.js';
import { cardinal } from './number-words.js';
import type { Context, Pronunciation } from './pronunciation.js';
import { applyStress } from './stress.js';
import { PRIMARY, SECONDARY } from './symbols.js';
import type { Variant } from './tagger-interface.js';
import { isAlphabetic, isAsciiWord, isLower, isUpper, parentTag } from './word-shape.js';

/** Signs that are read as a word. */
export const signWords: ReadonlyMap<string, string> = new Map([
  ['%', 'percent'],
  ['&', 'and'],
  ['+', 'plus'],
  ['@', 'at'],
]);

const doubledConsonant = /([bcdgklmnprstvxz])\1ing$|cking$/;

export class Words {
  constructor(
    private readonly dictionary: Dictionary,
    readonly variant: Variant,
  ) {}

  #entry(word: string): Entry | undefined {
    return this.dictionary.find(word, false);
  }

  #isGold(word: string): boolean {
    return this.#entry(word)?.tier === 'gold';
  }

  /** DEFAULT or tagged phonemes of a gold word; the caller knows it is there. */
  gold(word: string, tag = 'DEFAULT'): string {
    return this.#entry(word)?.readings.get(tag) ?? '';
  }

  /** True if `lookup` has an answer, by dictionary or by spelling. */
  isKnown(word: string): boolean {
    if (signWords.has(word) || this.#entry(word) !== undefined) return true;
    if (!isAsciiWord(word)) return false;
    if (word.length === 1) return true;
    if (isUpper(word) && this.#isGold(word.toLowerCase())) return true;
    return isUpper(word.slice(1));
  }

  /** Letter by letter, the last one stressed; undefined if there is no name for one of the letters. */
  spell(word: string): Pronunciation | undefined {
    let names = '';
    for (const letter of word) {
      if (!isAlphabetic(letter)) continue;
      const entry = this.#entry(letter.toUpperCase());
      const name = entry?.tier === 'gold' ? entry.readings.get('DEFAULT') : undefined;
      if (typeof name !== 'string') return undefined;
      names += name;
    }
    const phonemes = applyStress(names, 0);
    const last = phonemes.lastIndexOf(SECONDARY);
    return {
      phonemes: last < 0 ? phonemes : phonemes.slice(0, last) + PRIMARY + phonemes.slice(last + 1),
      origin: 'rule',
    };
  }

  /** Digit by digit, for digits that no number rule reads. */
  spellDigits(digits: string): Pronunciation {
    const names = Array.from(digits, (digit) => this.lookup(cardinal(digit))?.phonemes ?? '');
    return { phonemes: names.join(' '), origin: 'number' };
  }

  /** A known word's reading for its tag and surroundings. */
  lookup(word: string, tag?: string, stress?: number, context?: Context): Pronunciation | undefined {
    let entry = this.#entry(word);
    let spelledName = false;
    if (entry?.tier !== 'gold' && isUpper(word)) {
      entry = this.#entry(word.toLowerCase());
      spelledName = tag === 'NNP';
      if (spelledName && entry?.tier !== 'gold') entry = undefined;
    }
    const phonemes = entry && reading(entry, tag, context);
    if (typeof phonemes !== 'string' || (spelledName && !phonemes.includes(PRIMARY))) {
      const spelled = this.spell(word);
      if (spelled !== undefined) return spelled;
    }
    if (typeof phonemes !== 'string' || entry === undefined) return undefined;
    return { phonemes: applyStress(phonemes, stress), origin: entry.tier };
  }

  #ended(
    stem: string,
    ending: typeof withS,
    rest: [string | undefined, number | undefined, Context | undefined],
  ): Pronunciation | undefined {
    const base = this.lookup(stem, ...rest);
    const phonemes = base && ending(base.phonemes, this.variant);
    return phonemes === undefined ? undefined : { phonemes, origin: 'rule' };
  }

  /** The plural, possessive or third person of a known stem. */
  stemS(word: string, tag?: string, stress?: number, context?: Context): Pronunciation | undefined {
    if (word.length < 3 || !word.endsWith('s')) return undefined;
    const isLong = word.length > 4;
    let stem: string | undefined;
    if (!word.endsWith('ss') && this.isKnown(word.slice(0, -1))) stem = word.slice(0, -1);
    else if (
      (word.endsWith("'s") || (isLong && word.endsWith('es') && !word.endsWith('ies'))) &&
      this.isKnown(word.slice(0, -2))
    )
      stem = word.slice(0, -2);
    else if (isLong && word.endsWith('ies') && this.isKnown(`${word.slice(0, -3)}y`))
      stem = `${word.slice(0, -3)}y`;
    return stem === undefined ? undefined : this.#ended(stem, withS, [tag, stress, context]);
  }

  stemEd(word: string, tag?: string, stress?: number, context?: Context): Pronunciation | undefined {
    if (word.length < 4 || !word.endsWith('d')) return undefined;
    let stem: string | undefined;
    if (!word.endsWith('dd') && this.isKnown(word.slice(0, -1))) stem = word.slice(0, -1);
    else if (
      word.length > 4 &&
      word.endsWith('ed') &&
      !word.endsWith('eed') &&
      this.isKnown(word.slice(0, -2))
    )
      stem = word.slice(0, -2);
    return stem === undefined ? undefined : this.#ended(stem, withEd, [tag, stress, context]);
  }

  stemIng(word: string, tag?: string, stress?: number, context?: Context): Pronunciation | undefined {
    if (word.length < 5 || !word.endsWith('ing')) return undefined;
    const bare = word.slice(0, -3);
    let stem: string | undefined;
    if (word.length > 5 && this.isKnown(bare)) stem = bare;
    else if (this.isKnown(`${bare}e`)) stem = `${bare}e`;
    else if (word.length > 5 && doubledConsonant.test(word) && this.isKnown(word.slice(0, -4)))
      stem = word.slice(0, -4);
    return stem === undefined ? undefined : this.#ended(stem, withIng, [tag, stress ?? 0.5, context]);
  }

  /** Whether a word with capitals is better looked up in lower case. */
  #lowers(word: string, tag: string, stress: number | undefined, context: Context): boolean {
    if (word.length < 2 || isLower(word) || !isAlphabetic(word.replaceAll("'", ''))) return false;
    if (tag === 'NNP' && word.length <= 7) return false;
    if (this.#entry(word) !== undefined) return false;
    if (!isUpper(word) && !isLower(word.slice(1))) return false;
    const lower = word.toLowerCase();
    if (this.#entry(lower) !== undefined) return true;
    return (
      (this.stemS(lower, tag, stress, context) ??
        this.stemEd(lower, tag, stress, context) ??
        this.stemIng(lower, tag, stress, context)) !== undefined
    );
  }

  /** A word by dictionary and stems; undefined if they do not know it. */
  find(word: string, tag: string, stress: number | undefined, context: Context): Pronunciation | undefined {
    const key = this.#lowers(word, tag, stress, context) ? word.toLowerCase() : word;
    if (this.isKnown(key)) return this.lookup(key, tag, stress, context);
    if (key.endsWith("s'") && this.isKnown(`${key.slice(0, -2)}'s`))
      return this.lookup(`${key.slice(0, -2)}'s`, tag, stress, context);
    if (key.endsWith("'") && this.isKnown(key.slice(0, -1)))
      return this.lookup(key.slice(0, -1), tag, stress, context);
    return (
      this.stemS(key, tag, stress, context) ??
      this.stemEd(key, tag, stress, context) ??
      this.stemIng(key, tag, stress, context)
    );
  }
}

function reading(
  entry: Entry,
  tag: string | undefined,
  context: Context | undefined,
): string | null | undefined {
  const { readings } = entry;
  if (readings.size === 1) return readings.get('DEFAULT');
  if (context !== undefined && context.nextVowel === undefined && readings.has('None'))
    return readings.get('None');
  if (tag !== undefined) {
    const key = readings.has(tag) ? tag : parentTag(tag);
    if (readings.has(key)) return readings.get(key);
  }
  return readings.get('DEFAULT');
}
