/** Reads the word lists a dictionary is compiled from. Set-up only; the server reads the compiled file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dictionary as cmu } from 'cmu-pronouncing-dictionary';
import { fromArpabet, soundsOf } from './arpabet.js';
import { toBritish } from './british.js';
import { type Tier, tiers } from './dictionary-format.js';
import type { Variant } from './tagger-interface.js';

/** Phonemes, or phonemes by tag with null for "spell it". */
export type Reading = string | Readonly<Record<string, string | null>>;

export interface SourceEntry {
  readonly tier: Tier;
  readonly reading: Reading;
}

/** The files of a variant, from the most to the least trusted. */
export function sourceFiles(directory: string, variant: Variant): string[] {
  return ['gold', 'silver'].map((tier) => join(directory, `${variant}_${tier}.json`));
}

function isReading(value: unknown): value is Reading {
  if (typeof value === 'string') return true;
  if (typeof value !== 'object' || value === null) return false;
  const readings = Object.values(value);
  return 'DEFAULT' in value && readings.every((reading) => reading === null || typeof reading === 'string');
}

function addTier(entries: Map<string, SourceEntry>, path: string, tier: Tier): void {
  const words: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof words !== 'object' || words === null) throw new Error(`${path} is not a JSON object.`);
  for (const [word, reading] of Object.entries(words)) {
    if (!isReading(reading))
      throw new Error(`${path}: the reading of "${word}" is neither text nor a table.`);
    if (!entries.has(word)) entries.set(word, { tier, reading });
  }
}

function knownInAnyCase(entries: ReadonlyMap<string, SourceEntry>, word: string): boolean {
  return entries.has(word) || entries.has(word.charAt(0).toUpperCase() + word.slice(1));
}

/** All words of a variant: gold and silver as their files say, then what only CMU knows. */
export function readSources(directory: string, variant: Variant): Map<string, SourceEntry> {
  const entries = new Map<string, SourceEntry>();
  for (const [i, path] of sourceFiles(directory, variant).entries())
    addTier(entries, path, tiers[i] ?? 'silver');
  for (const [word, line] of Object.entries(cmu)) {
    if (!/^[a-z][a-z'-]*$/.test(word) || knownInAnyCase(entries, word)) continue;
    const reading = variant === 'us' ? fromArpabet(line) : toBritish(soundsOf(line), word);
    if (reading !== '') entries.set(word, { tier: 'bronze', reading });
  }
  return entries;
}
