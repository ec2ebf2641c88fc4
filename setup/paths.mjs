/**
 * Where things lie: the checkout and the cache. The cache is shared by all checkouts of one user, so nothing in it
 * may depend on the checkout except `imported/`, which carries the importer's version.
 */
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the checkout. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * The cache folder: `KOKORO_CACHE_DIR`, else the user's cache directory.
 * @param {NodeJS.ProcessEnv} env
 */
export function cacheDirectory(env) {
  if (env.KOKORO_CACHE_DIR) return resolve(env.KOKORO_CACHE_DIR);
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'kokoro-native');
}
