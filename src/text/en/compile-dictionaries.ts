/**
 * node dist/src/text/en/compile-dictionaries.js DIRECTORY
 *
 * Compiles the JSON dictionaries in DIRECTORY (us_gold.json, us_silver.json, gb_gold.json, gb_silver.json) and the
 * CMU dictionary into en-us.dict and en-gb.dict beside them. Does nothing for a file whose stamp is up to date.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dictionaryFile } from './dictionary.js';
import { parseHeader } from './dictionary-format.js';
import { readSources, sourceFiles } from './dictionary-sources.js';
import { writeDictionary } from './dictionary-writer.js';
import type { Variant } from './tagger-interface.js';

const extension = extname(fileURLToPath(import.meta.url));
/** Whatever decides what a file holds besides its sources: the compiler itself and the CMU dictionary. */
const makers = [
  ...['arpabet', 'british', 'dictionary-format', 'dictionary-sources', 'dictionary-writer'].map((name) =>
    fileURLToPath(new URL(`./${name}${extension}`, import.meta.url)),
  ),
  createRequire(import.meta.url).resolve('cmu-pronouncing-dictionary'),
];

function stampOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of [...makers, ...paths]) hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 32);
}

function currentStamp(path: string): string | undefined {
  return existsSync(path) ? parseHeader(new Uint8Array(readFileSync(path)))?.header.stamp : undefined;
}

/** Compiles one variant's dictionary unless it is up to date; returns true if it wrote a file. */
export function compileDictionary(directory: string, variant: Variant): boolean {
  const path = dictionaryFile(directory, variant);
  const stamp = stampOf(sourceFiles(directory, variant));
  if (currentStamp(path) === stamp) return false;
  // Written aside and renamed, so that a killed set-up never leaves half a dictionary.
  const partial = `${path}.${process.pid}.part`;
  writeFileSync(partial, writeDictionary(readSources(directory, variant), stamp));
  renameSync(partial, path);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const directory = process.argv[2];
  if (directory === undefined) {
    console.error('Usage: compile-dictionaries DIRECTORY');
    process.exitCode = 2;
  } else
    for (const variant of ['us', 'gb'] as const) {
      const written = compileDictionary(directory, variant);
      console.log(`${dictionaryFile(directory, variant)} ${written ? 'compiled' : 'is up to date'}`);
    }
}
