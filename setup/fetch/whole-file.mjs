/**
 * Files that are either whole or not there. Bytes go to NAME.part, are hashed, flushed to the disk and only then
 * renamed: a set-up that is killed at any moment leaves a `.part`, which nothing mistakes for the file.
 */
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { mismatch } from './hash.mjs';

/** A file that is not the one the manifest names. */
export class WrongFileError extends Error {
  /**
   * @param {string} name
   * @param {string} source
   * @param {string} reason expected and got
   */
  constructor(name, source, reason) {
    super(`${name} from ${source}: ${reason}.`);
    this.name = 'WrongFileError';
  }
}

/** @param {string} path a file or a directory */
async function flush(path) {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Gives a finished `.part` its name if it is what was expected. Otherwise removes it and throws
 * WrongFileError: a wrong part must not be gone on with.
 * @param {string} part
 * @param {string} path
 * @param {import('./hash.mjs').Expected} expected
 * @param {string} source for the message
 */
export async function acceptPart(part, path, expected, source) {
  const reason = await mismatch(part, expected);
  if (reason) {
    await rm(part);
    throw new WrongFileError(path, source, reason);
  }
  await flush(part);
  await rename(part, path);
  await flush(dirname(path));
}

/**
 * Writes a stream to a file, whole or not at all.
 * @param {string} path
 * @param {AsyncIterable<Buffer>} bytes
 * @param {import('./hash.mjs').Expected} expected
 * @param {string} source for the message
 */
export async function writeWhole(path, bytes, expected, source) {
  const part = `${path}.part`;
  const file = await open(part, 'w');
  try {
    for await (const chunk of bytes) await file.write(chunk);
  } finally {
    await file.close();
  }
  await acceptPart(part, path, expected, source);
}
