/** Words whose sound depends on what follows or on their tag, before any dictionary. */
import type { Context, Pronunciation } from './pronunciation.js';
import { PRIMARY, SECONDARY } from './symbols.js';
import { isAlphabetic, isUpper, parentTag } from './word-shape.js';
import { signWords, type Words } from './words.js';

export interface Occurrence {
  readonly word: string;
  readonly tag: string;
  readonly stress: number | undefined;
  readonly context: Context;
}

type Rule = (words: Words, occurrence: Occurrence) => string | Pronunciation | undefined;

const am: Rule = (words, { word, tag, stress, context }) => {
  if (tag.startsWith('NN')) return words.spell(word);
  return context.nextVowel === undefined || word !== 'am' || (stress ?? 0) > 0 ? words.gold('am') : 'ɐm';
};

const to: Rule = (words, { context }) => {
  if (context.nextVowel === undefined) return words.gold('to');
  return context.nextVowel ? 'tʊ' : 'tə';
};

/** By the word in lower case; only all-lower, Capitalised and, where a rule says so, ALL CAPS forms count. */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['a', (_, { tag }) => (tag === 'DT' ? 'ɐ' : 'ˈA')],
  ['am', am],
  ['an', (words, { word, tag }) => (word === 'AN' && tag.startsWith('NN') ? words.spell(word) : 'ɐn')],
  ['i', (_, { word, tag }) => (word === 'I' && tag === 'PRP' ? `${SECONDARY}I` : undefined)],
  ['by', (_, { tag }) => (parentTag(tag) === 'ADV' ? 'bˈI' : undefined)],
  [
    'to',
    (words, seen) =>
      seen.word !== 'TO' || seen.tag === 'TO' || seen.tag === 'IN' ? to(words, seen) : undefined,
  ],
  [
    'in',
    (_, { word, tag, context }) => {
      if (word === 'IN' && tag === 'NNP') return undefined;
      return `${context.nextVowel === undefined || tag !== 'IN' ? PRIMARY : ''}ɪn`;
    },
  ],
  [
    'the',
    (_, { word, tag, context }) => {
      if (word === 'THE' && tag !== 'DT') return undefined;
      return context.nextVowel === true ? 'ði' : 'ðə';
    },
  ],
  [
    'used',
    (words, { tag, context }) =>
      words.gold('used', (tag === 'VBD' || tag === 'JJ') && context.nextIsTo ? 'VBD' : 'DEFAULT'),
  ],
]);

/** Dotted letters such as U.S.A. and p.m.: no run between the dots is longer than two. */
function isDottedInitials(word: string): boolean {
  const inner = word.replace(/^\.+/, '').replace(/\.+$/, '');
  if (!inner.includes('.') || !isAlphabetic(word.replaceAll('.', ''))) return false;
  return word.split('.').every((run) => [...run].length < 3);
}

/** The reading of a special word; undefined for all others. */
export function specialWord(words: Words, occurrence: Occurrence): Pronunciation | undefined {
  const { word, tag, context } = occurrence;
  if (tag === 'ADD' && word === '.') return words.lookup('dot', undefined, -0.5, context);
  if (tag === 'ADD' && word === '/') return words.lookup('slash', undefined, -0.5, context);
  const sign = signWords.get(word);
  if (sign !== undefined) return words.lookup(sign, undefined, undefined, context);
  if (word.includes('.') && isDottedInitials(word)) return words.spell(word);
  if (tag === 'IN' && /^vs\.?$/i.test(word)) return words.lookup('versus', undefined, undefined, context);
  if (word.length > 4) return undefined;
  const lower = word.toLowerCase();
  const rule = rules.get(lower);
  if (rule === undefined) return undefined;
  if (!isUpper(word) && word.slice(1) !== lower.slice(1)) return undefined;
  const result = rule(words, occurrence);
  return typeof result === 'string' ? { phonemes: result, origin: 'gold' } : result;
}
