/**
 * What was built, and from what: `.cache/setup.json` of the checkout for programs, `builds.json` of the cache for what
 * lies there (images may mount the one read-only and the other empty). Lost or broken, everything is checked anew.
 */
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readJson } from './context.mjs';
import { projectRoot } from './paths.mjs';

/** @typedef {{ from: string, files: Record<string, string> }} Build  from: hash of the sources; files: path → state */

/**
 * Where a folder keeps its stamp.
 * @param {string} folder the checkout or the cache
 */
const stampPath = (folder) =>
  folder === projectRoot ? join(folder, '.cache', 'setup.json') : join(folder, 'builds.json');

/** @param {string} path */
async function stateOf(path) {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? `${found.size} ${Math.floor(found.mtimeMs / 1000)}` : 'absent';
}

/**
 * Whether `name` was built from sources with this hash and what came out has not changed since.
 * @param {string} folder the checkout or the cache
 * @param {string} name
 * @param {string} from
 */
export async function isBuilt(folder, name, from) {
  /** @type {Build | undefined} */
  const build = (await readJson(stampPath(folder)))?.[name];
  if (build?.from !== from) return false;
  for (const [path, state] of Object.entries(build.files)) {
    if ((await stateOf(resolve(folder, path))) !== state) return false;
  }
  return true;
}

/**
 * Records that `files` were made from sources with this hash. Throws when one of them is not there.
 * @param {string} folder the checkout or the cache
 * @param {string} name
 * @param {string} from
 * @param {string[]} files absolute, or relative to the folder
 */
export async function recordBuild(folder, name, from, files) {
  /** @type {Build} */
  const build = { from, files: {} };
  for (const path of files) {
    const state = await stateOf(resolve(folder, path));
    if (state === 'absent') throw new Error(`The build of ${name} made no ${path}.`);
    build.files[path] = state;
  }
  const path = stampPath(folder);
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify({ ...(await readJson(path)), [name]: build }, null, 1)}\n`);
  await rename(fresh, path);
}
