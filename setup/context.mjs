/**
 * What every step of the set-up needs to know; made once per run and handed in, so that tests can make their own.
 */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { cacheDirectory, projectRoot } from './paths.mjs';

/**
 * @typedef {object} Context
 * @property {string} root             the checkout
 * @property {string} cacheDir         downloads and what is made of them
 * @property {string | undefined} from a folder with files brought by hand (`--from`); searched before any network
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} forTests        also prepare what only the tests need
 * @property {(line: string) => void} say  prints one line for the operator
 * @property {Set<string>} unreachable hosts that did not answer in this run; not asked twice
 * @property {(directory: string) => Promise<number>} freeBytes
 */

/**
 * The settings of `.env` in the working directory, which the server reads as well; the environment overrides them.
 * @param {NodeJS.ProcessEnv} env
 */
function environmentFile(env) {
  try {
    return parseEnv(readFileSync(env.KOKORO_ENV_FILE || '.env', 'utf8'));
  } catch {
    return {};
  }
}

/**
 * @param {Partial<Context>} overrides
 * @returns {Context}
 */
export function createContext(overrides = {}) {
  const env = overrides.env ?? { ...environmentFile(process.env), ...process.env };
  return {
    root: projectRoot,
    cacheDir: cacheDirectory(env),
    from: undefined,
    env,
    forTests: false,
    // stderr, because `npm start` leaves stdout to the server.
    say: (line) => process.stderr.write(`${line}\n`),
    unreachable: new Set(),
    freeBytes: async (directory) => {
      const { statfs } = await import('node:fs/promises');
      const { bavail, bsize } = await statfs(directory);
      return bavail * bsize;
    },
    ...overrides,
  };
}

/**
 * Reads a JSON file; undefined when it is absent or not JSON (a stamp that cannot be read is no stamp).
 * @param {string} path
 * @returns {Promise<any>}
 */
export async function readJson(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * The artefacts of models/manifest.json by name.
 * @param {Context} context
 * @returns {Promise<Record<string, import('./fetch/artefact.mjs').Artefact>>}
 */
export async function readManifest(context) {
  const manifest = JSON.parse(await readFile(join(context.root, 'models', 'manifest.json'), 'utf8'));
  return manifest.artefacts;
}
