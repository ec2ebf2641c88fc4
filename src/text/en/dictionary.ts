/** The pronunciation dictionary of one variant of English: one ArrayBuffer, looked up without allocating. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashKey, longestKey, parseHeader, spelledOut, type Tier, tiers } from './dictionary-format.js';
import type { Variant } from './tagger-interface.js';

/** One word's readings; a null reading is spelled letter by letter. */
export interface Entry {
  readonly tier: Tier;
  /** Phonemes by tag; DEFAULT is always there. */
  readonly readings: ReadonlyMap<string, string | null>;
}

const capitalized = /^[A-Z][^A-Z]+$/;
const lowerCase = /^[^A-Z]+$/;

/** The same word with the other case of its first letter, if case may be ignored for it: "paris" for "Paris". */
function otherCase(word: string): string | undefined {
  if (word.length < 2) return undefined;
  if (capitalized.test(word)) return word.toLowerCase();
  if (!lowerCase.test(word)) return undefined;
  const first = word.charCodeAt(0);
  return first >= 97 && first <= 122 ? String.fromCharCode(first - 32) + word.slice(1) : undefined;
}

export class Dictionary {
  readonly stamp: string;
  readonly entryCount: number;
  readonly #bytes: Uint8Array;
  readonly #slots: Uint32Array;
  readonly #entries: number;
  readonly #symbols: string;
  readonly #tags: readonly string[];

  /** Takes the bytes of a compiled dictionary, aligned to four. Throws if they are not one of this version. */
  constructor(bytes: Uint8Array) {
    const parsed = parseHeader(bytes);
    if (parsed === undefined) throw new Error('Not a compiled pronunciation dictionary of this version.');
    const { header, end } = parsed;
    this.stamp = header.stamp;
    this.entryCount = header.entries;
    this.#bytes = bytes;
    this.#slots = new Uint32Array(bytes.buffer, bytes.byteOffset + end, header.slots);
    this.#entries = end + header.slots * 4;
    this.#symbols = header.symbols;
    this.#tags = header.tags;
  }

  /**
   * Finds a word. A key in lower case also answers to its Capitalised form and the reverse; within one tier the
   * exact spelling wins, and a stronger tier wins over a weaker one. Bronze entries are skipped unless asked for.
   */
  find(word: string, withBronze: boolean): Entry | undefined {
    const exact = this.#locate(word);
    const exactTier = exact < 0 ? tiers.length : this.#tier(exact);
    if (exactTier === 0) return this.#read(exact);
    const other = otherCase(word);
    const grown = other === undefined ? -1 : this.#locate(other);
    const grownTier = grown < 0 ? tiers.length : this.#tier(grown);
    const tier = Math.min(exactTier, grownTier);
    if (tier >= (withBronze ? tiers.length : tiers.length - 1)) return undefined;
    return this.#read(exactTier <= grownTier ? exact : grown);
  }

  /** Offset of a key's entry behind the key, or -1. */
  #locate(key: string): number {
    if (key.length === 0 || key.length > longestKey) return -1;
    const mask = this.#slots.length - 1;
    for (let slot = hashKey(key) & mask; ; slot = (slot + 1) & mask) {
      const offset = this.#slots[slot] ?? 0;
      if (offset === 0) return -1;
      if (this.#matches(key, this.#entries + offset - 1)) return this.#entries + offset + key.length;
    }
  }

  #matches(key: string, offset: number): boolean {
    if (this.#bytes[offset] !== key.length) return false;
    for (let i = 0; i < key.length; i++) if (this.#bytes[offset + 1 + i] !== key.charCodeAt(i)) return false;
    return true;
  }

  #tier(offset: number): number {
    return this.#bytes[offset] ?? 0;
  }

  #read(offset: number): Entry {
    const bytes = this.#bytes;
    const readings = new Map<string, string | null>();
    let at = offset + 2;
    for (let n = bytes[offset + 1] ?? 0; n > 0; n--) {
      const tag = this.#tags[bytes[at] ?? 0] ?? 'DEFAULT';
      const length = bytes[at + 1] ?? 0;
      at += 2;
      if (length === spelledOut) {
        readings.set(tag, null);
        continue;
      }
      let phonemes = '';
      for (const end = at + length; at < end; at++) phonemes += this.#symbols.charAt(bytes[at] ?? 0);
      readings.set(tag, phonemes);
    }
    return { tier: tiers[this.#tier(offset)] ?? 'silver', readings };
  }
}

/** File name of a variant's compiled dictionary. */
export function dictionaryFile(directory: string, variant: Variant): string {
  return join(directory, variant === 'us' ? 'en-us.dict' : 'en-gb.dict');
}

/** Reads a variant's dictionary. Throws with the command that makes it if it is missing or of another version. */
export function loadDictionary(directory: string, variant: Variant): Dictionary {
  const path = dictionaryFile(directory, variant);
  try {
    const file = readFileSync(path);
    return new Dictionary(new Uint8Array(file.buffer.slice(file.byteOffset, file.byteOffset + file.length)));
  } catch (error) {
    throw new Error(`Cannot read the pronunciation dictionary ${path}. Make it with: npm run setup`, {
      cause: error,
    });
  }
}
