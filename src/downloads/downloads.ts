/** The files this process offers for download: a table in memory, so that no path is ever made from a request. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { StoredFile } from './stored-file.js';

export interface DownloadLimits {
  readonly folder: string;
  readonly maxCount: number;
  readonly maxBytes: number;
  readonly maxAgeMs: number;
}

/** A file is never removed before, in ms: whoever was told of it may be about to ask. */
const leastAgeMs = 60_000;
const sweepMs = 60_000;
/** What we leave in the folder; nothing else in it is touched. */
const ours = /^tmp[A-Za-z0-9]{16}\.[a-z0-9]{1,5}(?:\.json|\.words)?$/;

export class Downloads {
  readonly #files = new Map<string, StoredFile>();
  /** Files that are not in the table yet. */
  #opening = 0;

  constructor(
    private readonly limits: DownloadLimits,
    private readonly now: () => number = Date.now,
  ) {
    setInterval(() => void this.sweep(), sweepMs).unref();
  }

  /** Bytes and files kept now. */
  get usage(): { readonly count: number; readonly bytes: number } {
    const bytes = [...this.#files.values()].reduce((sum, { size }) => sum + size, 0);
    return { count: this.#files.size, bytes };
  }

  /** A new file; undefined when there is no room or the folder takes none. */
  async create(extension: string, contentType: string): Promise<StoredFile | undefined> {
    await this.sweep(1);
    const { count, bytes } = this.usage;
    if (count + this.#opening >= this.limits.maxCount || bytes >= this.limits.maxBytes) return undefined;
    this.#opening++;
    try {
      await mkdir(this.limits.folder, { recursive: true, mode: 0o700 });
      const file = await StoredFile.create(this.limits.folder, { extension, contentType, now: this.now() });
      this.#files.set(file.name, file);
      return file;
    } catch {
      return undefined;
    } finally {
      this.#opening--;
    }
  }

  /** A file by the name it was given; undefined for everything else. */
  find(name: string): StoredFile | undefined {
    const file = this.#files.get(name);
    return file?.state === 'gone' ? undefined : file;
  }

  /** Removes what is too old, and the oldest as long as there are too many, leaving room for `more`. */
  async sweep(more = 0): Promise<void> {
    for (const [name, { state }] of this.#files) if (state === 'gone') this.#files.delete(name);
    const { maxCount, maxBytes, maxAgeMs } = this.limits;
    for (const file of [...this.#files.values()]) {
      const { count, bytes } = this.usage;
      const isOld = this.now() - file.createdAt > maxAgeMs;
      if (!isOld && count + more <= maxCount && bytes < maxBytes) return;
      if (!this.#mayGo(file)) continue;
      this.#files.delete(file.name);
      await file.remove();
    }
  }

  #mayGo({ state, readers, createdAt }: StoredFile): boolean {
    return state !== 'writing' && readers === 0 && this.now() - createdAt >= leastAgeMs;
  }
}

/** Removes what an earlier run has left in the folder. */
export async function emptyFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names) if (ours.test(name)) await rm(`${folder}/${name}`, { force: true });
}
