/** Lays a dictionary out in the form dictionary-format.ts describes. Set-up only. */
import { type DictionaryHeader, hashKey, longestKey, magic, spelledOut, tiers } from './dictionary-format.js';
import type { Reading, SourceEntry } from './dictionary-sources.js';

function readingsOf(reading: Reading): [string, string | null][] {
  return typeof reading === 'string' ? [['DEFAULT', reading]] : Object.entries(reading);
}

function indexOf(values: string[], value: string): number {
  const known = values.indexOf(value);
  return known >= 0 ? known : values.push(value) - 1;
}

interface Packed {
  readonly bytes: Uint8Array;
  /** Offset of each key's entry. */
  readonly offsets: ReadonlyMap<string, number>;
  readonly symbols: string;
  readonly tags: readonly string[];
}

function pack(entries: ReadonlyMap<string, SourceEntry>): Packed {
  const symbols: string[] = [];
  const tags = ['DEFAULT'];
  const bytes: number[] = [];
  const offsets = new Map<string, number>();
  for (const [key, { tier, reading }] of entries) {
    if (key.length > longestKey || !/^[\x20-\x7e]+$/.test(key)) continue;
    offsets.set(key, bytes.length);
    const readings = readingsOf(reading);
    bytes.push(key.length, ...Buffer.from(key, 'latin1'), tiers.indexOf(tier), readings.length);
    for (const [tag, phonemes] of readings) {
      bytes.push(indexOf(tags, tag), phonemes === null ? spelledOut : phonemes.length);
      for (const symbol of phonemes ?? '') bytes.push(indexOf(symbols, symbol));
    }
  }
  return { bytes: Uint8Array.from(bytes), offsets, symbols: symbols.join(''), tags };
}

/** Bytes of a dictionary file with these words and this stamp. */
export function writeDictionary(entries: ReadonlyMap<string, SourceEntry>, stamp: string): Uint8Array {
  const { bytes, offsets, symbols, tags } = pack(entries);
  let slots = 1024;
  while (slots < offsets.size * 2) slots *= 2;
  const table = new Uint32Array(slots);
  for (const [key, offset] of offsets) {
    let slot = hashKey(key) & (slots - 1);
    while (table[slot] !== 0) slot = (slot + 1) & (slots - 1);
    table[slot] = offset + 1;
  }
  const header: DictionaryHeader = { stamp, symbols, tags, slots, entries: offsets.size };
  const json = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([json, Buffer.alloc((4 - (json.length % 4)) % 4, ' ')]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(padded.length);
  return Buffer.concat([Buffer.from(magic, 'latin1'), length, padded, new Uint8Array(table.buffer), bytes]);
}
