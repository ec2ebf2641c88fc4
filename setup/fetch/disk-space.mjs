/** Says that a disk is too small before a download fills it. */
import { mkdir } from 'node:fs/promises';
import { sizeText } from './progress.mjs';

/** Not a matter of the source: another source would not fit either. */
export class DiskFullError extends Error {
  /**
   * @param {string} what
   * @param {string} directory
   * @param {number} needed bytes
   * @param {number} free bytes
   */
  constructor(what, directory, needed, free) {
    super(
      `${what} needs ${sizeText(needed)} (${needed} bytes) in ${directory}, but ${sizeText(free)} (${free} bytes) ` +
        'are free. Make room, or set KOKORO_CACHE_DIR to a larger disk.',
    );
    this.name = 'DiskFullError';
  }
}

/**
 * Throws DiskFullError when the directory's disk cannot take `needed` bytes.
 * @param {import('../context.mjs').Context} context
 * @param {string} what
 * @param {string} directory
 * @param {number} needed
 */
export async function ensureDiskSpace(context, what, directory, needed) {
  await mkdir(directory, { recursive: true });
  const free = await context.freeBytes(directory);
  if (free < needed) throw new DiskFullError(what, directory, needed, free);
}
