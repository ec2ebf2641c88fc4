/** The keys that are let in. Only their SHA-256 is kept, and compared in constant time. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** What a key may be used for; a key without scopes may be used for everything. */
export const scopes = ['speak', 'read', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** One key, as the key file has it, and its own limits where it has some. */
export interface KeyEntry {
  readonly id: string;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  readonly name?: string | undefined;
  /** Undefined: all. */
  readonly scopes?: readonly Scope[] | undefined;
  readonly rpm?: number | undefined;
  readonly charsPerMin?: number | undefined;
  readonly concurrent?: number | undefined;
  /** Unix time in ms after which it is refused; undefined: never. */
  readonly expires?: number | undefined;
}

export class ApiKeys {
  readonly #keys: readonly { readonly entry: KeyEntry; readonly digest: Buffer }[];

  constructor(entries: readonly KeyEntry[]) {
    this.#keys = entries.map((entry) => ({ entry, digest: Buffer.from(entry.sha256, 'hex') }));
  }

  get size(): number {
    return this.#keys.length;
  }

  /** The key of an id; undefined when there is none any more, or it has expired by `now` (Unix ms). */
  byId(id: string, now: number): KeyEntry | undefined {
    const entry = this.#keys.find((key) => key.entry.id === id)?.entry;
    return entry !== undefined && hasExpired(entry, now) ? undefined : entry;
  }

  /** The key that was sent; undefined when it is none, or has expired by `now` (Unix ms). Looks at every key. */
  find(sent: string, now: number): KeyEntry | undefined {
    const digest = createHash('sha256').update(sent).digest();
    let found: KeyEntry | undefined;
    for (const { entry, digest: known } of this.#keys) if (timingSafeEqual(known, digest)) found = entry;
    return found !== undefined && hasExpired(found, now) ? undefined : found;
  }
}

function hasExpired({ expires }: KeyEntry, now: number): boolean {
  return expires !== undefined && expires <= now;
}

/** The entry of a key that stands in the configuration itself. */
export function plainKey(key: string): KeyEntry {
  const digest = sha256(key);
  return { id: `key-${digest.slice(0, 8)}`, sha256: digest };
}

/** 64 hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
