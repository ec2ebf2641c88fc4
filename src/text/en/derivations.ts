/**
 * Words made from words the dictionary has: "testified", "unhelpfulness", "waterproofing", "Kevin's". Each rule asks
 * for its base and adds the sound of what was put on.
 */
import { withEd, withIng, withS } from './endings.js';
import { applyStress } from './stress.js';
import { PRIMARY } from './symbols.js';
import type { Variant } from './tagger-interface.js';

/** Phonemes of a base form, undefined if it is not known. */
export type Base = (word: string) => string | undefined;

interface Ending {
  readonly pattern: RegExp;
  /** What may have stood in place of the ending, likeliest first. */
  readonly bases: readonly string[];
  readonly sound: (base: string, variant: Variant) => string | undefined;
}

function suffixed(us: string, gb: string): Ending['sound'] {
  return (base, variant) => {
    if (variant === 'gb') return `${/[ə]$/u.test(base) || base.endsWith('ː') ? `${base}ɹ` : base}${gb}`;
    const flapped = /[AIOWYiuæɑəɛɪɹʊʌ]t$/u.test(base) && /^[əᵻɪ]/u.test(us);
    return `${flapped ? `${base.slice(0, -1)}ɾ` : base}${us}`;
  };
}

const withLy: Ending['sound'] = (base) => (base.endsWith('l') ? `${base}i` : `${base}li`);

/** Tried in order; the first whose base is known answers. */
const inflections: readonly Ending[] = [
  { pattern: /'s$/, bases: [''], sound: withS },
  { pattern: /s'$/, bases: ['s', ''], sound: (base) => (/[szʃʒʧʤ]$/u.test(base) ? base : `${base}z`) },
  { pattern: /'ve$/, bases: [''], sound: (base) => `${base}əv` },
  { pattern: /'ll$/, bases: [''], sound: (base) => `${base}əl` },
  { pattern: /'d$/, bases: [''], sound: (base) => (/[td]$/u.test(base) ? `${base}ɪd` : `${base}d`) },
  { pattern: /'re$/, bases: [''], sound: (base, variant) => `${base}${variant === 'us' ? 'əɹ' : 'ə'}` },
  { pattern: /ies$/, bases: ['y'], sound: withS },
  { pattern: /(?<!s)s$/, bases: [''], sound: withS },
  { pattern: /(?<=[sxz]|[cs]h)es$/, bases: [''], sound: withS },
  { pattern: /ied$/, bases: ['y'], sound: withEd },
  { pattern: /ed$/, bases: ['e', ''], sound: withEd },
  { pattern: /([bdglmnprtvz])\1ed$/, bases: ['$1'], sound: withEd },
  { pattern: /ing$/, bases: ['', 'e'], sound: withIng },
  { pattern: /in'$/, bases: ['ing'], sound: (base) => base.replace(/ŋ$/u, 'n') },
];

const suffixes: readonly Ending[] = [
  { pattern: /iness$/, bases: ['y'], sound: suffixed('nəs', 'nəs') },
  { pattern: /ness$/, bases: [''], sound: suffixed('nəs', 'nəs') },
  { pattern: /less$/, bases: [''], sound: suffixed('ləs', 'ləs') },
  { pattern: /ful$/, bases: [''], sound: suffixed('fəl', 'fᵊl') },
  { pattern: /ily$/, bases: ['y'], sound: withLy },
  { pattern: /ly$/, bases: ['', 'le'], sound: withLy },
  { pattern: /ier$/, bases: ['y'], sound: suffixed('əɹ', 'ə') },
  { pattern: /iest$/, bases: ['y'], sound: suffixed('ɪst', 'ɪst') },
  { pattern: /er$/, bases: ['e', ''], sound: suffixed('əɹ', 'ə') },
  { pattern: /est$/, bases: ['e', ''], sound: suffixed('ɪst', 'ɪst') },
  { pattern: /([bdglmnprtvz])\1er$/, bases: ['$1'], sound: suffixed('əɹ', 'ə') },
  { pattern: /able$/, bases: ['', 'e'], sound: suffixed('əbᵊl', 'əbᵊl') },
  { pattern: /ish$/, bases: ['', 'e'], sound: suffixed('ɪʃ', 'ɪʃ') },
  { pattern: /ism$/, bases: [''], sound: suffixed('ˌɪzəm', 'ɪzᵊm') },
  { pattern: /ist$/, bases: [''], sound: suffixed('ɪst', 'ɪst') },
];

const prefixes: readonly (readonly [spelling: string, sound: string])[] = [
  ['non', 'nˌɑn'],
  ['un', 'ˌʌn'],
  ['re', 'ɹˌi'],
  ['pre', 'pɹˌi'],
  ['mis', 'mˌɪs'],
  ['over', 'ˌOvəɹ'],
  ['under', 'ˌʌndəɹ'],
  ['out', 'ˌWt'],
  ['anti', 'ˌænti'],
  ['super', 'sˌupəɹ'],
  ['inter', 'ˌɪntəɹ'],
];
const britishPrefixes: ReadonlyMap<string, string> = new Map([
  ['non', 'nˌɒn'],
  ['re', 'ɹˌiː'],
  ['pre', 'pɹˌiː'],
  ['over', 'ˌQvə'],
  ['under', 'ˌʌndə'],
  ['anti', 'ˌanti'],
  ['super', 'sˌuːpə'],
  ['inter', 'ˌɪntə'],
]);

/** Letters the base must have left for a rule to be trusted. */
const shortestBase = 3;
const shortestHalf = 4;

function byEnding(
  word: string,
  endings: readonly Ending[],
  base: Base,
  variant: Variant,
): string | undefined {
  for (const { pattern, bases, sound } of endings) {
    const found = pattern.exec(word);
    if (found === null) continue;
    const stem = word.slice(0, found.index);
    for (const replacement of bases) {
      const candidate = stem + replacement.replace('$1', found[1] ?? '');
      if (candidate.length < shortestBase) continue;
      const phonemes = base(candidate);
      const derived = phonemes && sound(phonemes, variant);
      if (derived) return derived;
    }
  }
  return undefined;
}

function byPrefix(word: string, base: Base, variant: Variant): string | undefined {
  for (const [prefix, american] of prefixes) {
    if (!word.startsWith(prefix) || word.length - prefix.length < shortestBase) continue;
    const rest = base(word.slice(prefix.length).replace(/^-/, ''));
    if (rest === undefined || !rest.includes(PRIMARY)) continue;
    const sound = variant === 'gb' ? (britishPrefixes.get(prefix) ?? american) : american;
    return (sound.endsWith('ə') && /^[ˈˌ]?[AIOQWYaiuæɑɒɔɛɪʊʌ]/u.test(rest) ? `${sound}ɹ` : sound) + rest;
  }
  return undefined;
}

/** Two words of the dictionary written as one: the second is weakened, as in "waterproof". The more even cut is tried first. */
export function byCompound(word: string, base: Base): string | undefined {
  const middle = word.length / 2;
  const cuts: number[] = [];
  for (let at = shortestHalf; at <= word.length - shortestHalf; at++) cuts.push(at);
  cuts.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  for (const at of cuts) {
    const second = base(word.slice(at));
    const first = second === undefined ? undefined : base(word.slice(0, at));
    if (first !== undefined && second !== undefined && first.includes(PRIMARY))
      return first + applyStress(second, -0.5);
  }
  return undefined;
}

/** A plural, possessive, past or other form of a base word in lower case. */
export function byInflection(word: string, base: Base, variant: Variant): string | undefined {
  return byEnding(word, inflections, base, variant);
}

/** A word with suffix, prefix or both. */
export function byAffixes(word: string, base: Base, variant: Variant): string | undefined {
  const withSuffix: Base = (stem) => base(stem) ?? byEnding(stem, suffixes, base, variant);
  const withPrefix: Base = (stem) => base(stem) ?? byPrefix(stem, base, variant);
  return (
    byEnding(word, suffixes, withPrefix, variant) ??
    byPrefix(word, withSuffix, variant) ??
    byEnding(word, inflections, withSuffix, variant) ??
    byEnding(word, inflections, withPrefix, variant)
  );
}
