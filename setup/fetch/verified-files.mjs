/**
 * Remembers which files of the cache were found to be right, so that a start need not hash 325 MB again: a file that
 * still has the length and time it had when its hash was checked is taken for the same file.
 */
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson } from '../context.mjs';
import { mismatch } from './hash.mjs';

/** @typedef {{ path: string, bytes: number, sha256: string }} ExpectedFile  path: relative to the cache */
/** @typedef {{ bytes: number, changed: number, sha256: string }} VerifiedFile  changed: seconds since 1970 */

export class VerifiedFiles {
  /** @param {string} cacheDir */
  constructor(cacheDir) {
    this.cacheDir = cacheDir;
    this.recordPath = join(cacheDir, 'verified.json');
    /** @type {Map<string, VerifiedFile> | undefined} */
    this.records = undefined;
  }

  async #load() {
    this.records ??= new Map(Object.entries((await readJson(this.recordPath)) ?? {}));
    return this.records;
  }

  /** @param {ExpectedFile} file */
  async #state(file) {
    try {
      const { size, mtimeMs } = await stat(join(this.cacheDir, file.path));
      // Whole seconds: image layers do not keep more.
      return { bytes: size, changed: Math.floor(mtimeMs / 1000), sha256: file.sha256 };
    } catch {
      return undefined;
    }
  }

  /**
   * Whether the file is there and was verified as it is now. Reads no file but the record.
   * @param {ExpectedFile} file
   */
  async isVerified(file) {
    const [records, state] = await Promise.all([this.#load(), this.#state(file)]);
    const record = records.get(file.path);
    return (
      state !== undefined &&
      record?.sha256 === file.sha256 &&
      record.bytes === state.bytes &&
      record.changed === state.changed
    );
  }

  /**
   * Whether the file is there and right, hashing it when it is not known yet. Resolves to the reason when it is wrong.
   * @param {ExpectedFile} file
   * @returns {Promise<'right' | 'absent' | string>}
   */
  async verify(file) {
    if (await this.isVerified(file)) return 'right';
    if (!(await this.#state(file))) return 'absent';
    const reason = await mismatch(join(this.cacheDir, file.path), file);
    if (reason) return reason;
    await this.remember([file]);
    return 'right';
  }

  /**
   * Records files that were just verified.
   * @param {ExpectedFile[]} files
   */
  async remember(files) {
    // Read again: another checkout may have added to it.
    this.records = undefined;
    const records = await this.#load();
    for (const file of files) {
      const state = await this.#state(file);
      if (state) records.set(file.path, state);
    }
    const text = `${JSON.stringify(Object.fromEntries(records), null, 1)}\n`;
    // A cache that may only be read (a read-only volume) keeps its old record; files are then hashed at each set-up.
    const before = await readFile(this.recordPath, 'utf8').catch(() => '');
    if (before === text) return;
    const fresh = `${this.recordPath}.${process.pid}`;
    await writeFile(fresh, text).then(
      () => rename(fresh, this.recordPath),
      (error) => {
        if (error.code !== 'EROFS' && error.code !== 'EACCES') throw error;
      },
    );
  }
}
