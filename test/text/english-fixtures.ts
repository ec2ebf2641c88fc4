/** The reference sentences of both variants of English, the installed dictionaries, and the phoneme error rate. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, configure } from '../../src/config.js';
import type { TaggedToken } from '../../src/text/en/tagged-token.js';
import type { Variant } from '../../src/text/en/tagger-interface.js';
import { vocabulary } from '../../src/text/vocabulary.js';

export const dictionariesDir = join(cacheDirectory(configure([]).config), 'dictionaries');

export interface ReferenceLine {
  readonly id: string;
  readonly text: string;
  readonly phonemes: string;
  readonly phonemes_nofallback?: string;
  readonly plain: boolean;
  readonly fallback: readonly string[];
  /** Text, Penn tag, 1 if a blank follows. */
  readonly spacy: readonly (readonly [text: string, tag: string, blank: number])[];
}

const folder = join('..', 'shared', 'fixtures', 'g2p');

/** The lines of a variant; undefined, said once on the console, where the reference data is not at hand. */
export function referenceLines(variant: Variant): ReferenceLine[] | undefined {
  const path = join(folder, variant === 'us' ? 'en-us.jsonl' : 'en-gb.jsonl');
  if (!existsSync(path)) {
    console.warn(`skipped: ${path} is not there`);
    return undefined;
  }
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line): ReferenceLine => JSON.parse(line));
}

/** The tokens and tags the reference had. */
export function referenceTokens({ spacy }: ReferenceLine): TaggedToken[] {
  let at = 0;
  return spacy.map(([text, tag, blank]) => {
    const start = at;
    at += text.length + blank;
    return { text, tag, whitespace: blank === 1 ? ' ' : '', start, end: start + text.length };
  });
}

/** What the model would be given: vocabulary symbols, single blanks. */
export function folded(phonemes: string): string[] {
  const kept = [...phonemes]
    .map((symbol) => (/\s/.test(symbol) ? ' ' : symbol))
    .filter((symbol) => vocabulary.has(symbol));
  return [...kept.join('').replace(/ +/g, ' ').trim()];
}

function editDistance(a: readonly string[], b: readonly string[]): number {
  let row = b.map((_, j) => j + 1);
  a.forEach((symbol, i) => {
    let [diagonal, left] = [i, i + 1];
    row = row.map((above, j) => {
      const cost = Math.min(diagonal + (b[j] === symbol ? 0 : 1), above + 1, left + 1);
      [diagonal, left] = [above, cost];
      return cost;
    });
  });
  return row.at(-1) ?? a.length;
}

/** Edits over symbols of the reference, summed over all lines: 0.01 is one symbol in a hundred. */
export function phonemeErrorRate(pairs: Iterable<readonly [reference: string, spoken: string]>): number {
  let [edits, symbols] = [0, 0];
  for (const [reference, spoken] of pairs) {
    const [right, said] = [folded(reference), folded(spoken)];
    symbols += right.length;
    if (right.join('') !== said.join('')) edits += editDistance(right, said);
  }
  return symbols === 0 ? 0 : edits / symbols;
}
