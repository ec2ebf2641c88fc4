/**
 * Layout of a compiled dictionary, written once at set-up and read into one ArrayBuffer:
 *
 *   magic "KDICT1\0\0" · u32 length of the header · header (JSON, padded to 4 bytes)
 *   · u32[slots] hash table: 0 or 1 + offset into the entries · entries
 *   entry = u8 key length · key (ASCII) · u8 tier · u8 readings · reading…
 *   reading = u8 tag · u8 length (255: spelled out letter by letter) · one byte per symbol
 */

export const magic = 'KDICT1\0\0';
/** A reading's length byte when the dictionary says null. */
export const spelledOut = 255;
/** Where a word comes from, by its number in the file; a lower one is trusted more. */
export const tiers = ['gold', 'silver', 'bronze'] as const;
export type Tier = (typeof tiers)[number];
/** Longest key stored; longer words are in no dictionary. */
export const longestKey = 64;

export interface DictionaryHeader {
  /** Hash of the sources and of the compiler's version. */
  readonly stamp: string;
  /** Symbols by their byte. */
  readonly symbols: string;
  /** Tags of readings by their byte; 0 is DEFAULT. */
  readonly tags: readonly string[];
  /** Size of the hash table, a power of two. */
  readonly slots: number;
  readonly entries: number;
}

/** FNV-1a over UTF-16 units; the same for ASCII bytes. */
export function hashKey(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Reads a header; undefined if these are not the bytes of a dictionary of this version. */
export function parseHeader(bytes: Uint8Array): { header: DictionaryHeader; end: number } | undefined {
  if (bytes.length < 12 || Buffer.from(bytes.subarray(0, 8)).toString('latin1') !== magic) return undefined;
  const end = 12 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  const header: unknown = JSON.parse(Buffer.from(bytes.subarray(12, end)).toString('utf8'));
  return isHeader(header) ? { header, end } : undefined;
}

function isHeader(value: unknown): value is DictionaryHeader {
  return (
    typeof value === 'object' &&
    value !== null &&
    'stamp' in value &&
    typeof value.stamp === 'string' &&
    'symbols' in value &&
    typeof value.symbols === 'string' &&
    'slots' in value &&
    typeof value.slots === 'number' &&
    'entries' in value &&
    typeof value.entries === 'number' &&
    'tags' in value &&
    Array.isArray(value.tags)
  );
}
