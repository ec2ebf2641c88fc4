/** What the homograph models see around a word; the same strings as models/train/homographs/contexts.py. */
import { foldWord, hashText } from './tagger-features.js';

const reach = 10;
const seed = 7;

const smallWords: ReadonlySet<string> = new Set(
  (
    'a an and are as at be been but by for from had has have he her him his i if in is it its me my not of on or our ' +
    'she so than that the their them then there they this to was we were what when which who will with would you your ' +
    "'s n't do did does no up out all one about into over after can could may must more some such only other"
  ).split(' '),
);

/** The key a feature has in the weight file. */
export function featureKey(feature: string): number {
  return hashText(feature, seed);
}

function at(list: readonly string[], index: number): string {
  return index < 0 ? '<' : (list[index] ?? '>');
}

function wordCase(words: readonly string[], index: number): string {
  const first = (words[index] ?? '').slice(0, 1);
  if (first.toLowerCase() === first) return 'l';
  return index === 0 ? 'i' : 'c';
}

/** Places and tags around the word, without the word itself. */
export function grammarFeatures(words: readonly string[], tags: readonly string[], index: number): string[] {
  const [b, a, , c, d] = [-2, -1, 0, 1, 2].map((place) => foldWord(at(words, index + place)));
  const [f, e, , g, h] = [-2, -1, 0, 1, 2].map((place) => at(tags, index + place));
  return [
    `a${a}`,
    `b${b}`,
    `c${c}`,
    `d${d}`,
    `e${e}`,
    `f${f}`,
    `g${g}`,
    `h${h}`,
    `i${e} ${g}`,
    `j${a} ${c}`,
    `k${b} ${a}`,
    `l${c} ${d}`,
    `m${a} ${g}`,
    `n${e} ${c}`,
    `o${f} ${e}`,
    `p${g} ${h}`,
    `q${wordCase(words, index)}`,
  ];
}

/** The same, the word's own tag, and the telling words near it. */
export function meaningFeatures(words: readonly string[], tags: readonly string[], index: number): string[] {
  const tag = tags[index] ?? '';
  const features = [...grammarFeatures(words, tags, index), `r${tag}`, `s${tag.slice(0, 2)}`];
  const last = Math.min(words.length - 1, index + reach);
  for (let n = Math.max(0, index - reach); n <= last; n++) {
    const near = foldWord(words[n] ?? '');
    if (n !== index && near.length > 1 && !smallWords.has(near)) features.push(`t${near}`);
  }
  return features;
}
