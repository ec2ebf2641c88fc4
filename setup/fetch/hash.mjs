/** Hashes of files, streamed: a model of 325 MB never lies in memory. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/**
 * @param {string} path
 * @param {'sha256' | 'sha512'} algorithm
 * @param {'hex' | 'base64'} encoding
 */
export async function hashFile(path, algorithm = 'sha256', encoding = 'hex') {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest(encoding);
}

/**
 * What is expected of a file: its length, its SHA-256 or npm's `sha512-…` integrity.
 * @typedef {{ bytes?: number | undefined, sha256?: string | undefined, integrity?: string | undefined }} Expected
 */

/**
 * Why the file is not the expected one; undefined when it is.
 * @param {string} path
 * @param {Expected} expected
 * @returns {Promise<string | undefined>}
 */
export async function mismatch(path, { bytes, sha256, integrity }) {
  const { size } = await stat(path);
  if (bytes !== undefined && size !== bytes) return `expected ${bytes} bytes, got ${size}`;
  if (sha256 !== undefined) {
    const got = await hashFile(path);
    if (got !== sha256) return `expected SHA-256 ${sha256}, got ${got}`;
  }
  if (integrity !== undefined) {
    const got = `sha512-${await hashFile(path, 'sha512', 'base64')}`;
    if (got !== integrity) return `expected ${integrity}, got ${got}`;
  }
  return undefined;
}
