/**
 * Gets one archive that a source names into `downloads/archives`, verified; or finds it there, from a run that was
 * interrupted, or in the folder the operator brought (`--from`).
 */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { downloadDebianPackage } from './apt.mjs';
import { mismatch } from './hash.mjs';
import { downloadTarball } from './npm.mjs';
import { downloadWheel } from './pip.mjs';
import { SourceError } from './source-error.mjs';
import { downloadVerified } from './url.mjs';
import { acceptPart } from './whole-file.mjs';

/**
 * @typedef {object} Part            one archive of a source
 * @property {string} [package]      for pip, npm and apt
 * @property {string} [version]
 * @property {string} [suite]        for apt
 * @property {string} [url]          for url
 * @property {string[]} [pipArguments]
 * @property {string} [file]         name of the archive; for apt a beginning of it
 * @property {number} [bytes]
 * @property {string} [sha256]
 * @property {string} [integrity]    npm's sha512
 */

/**
 * A file whose name starts with `file`, if a directory holds one.
 * @param {string} directory
 * @param {string} file
 */
async function findIn(directory, file) {
  const names = await readdir(directory).catch(() => []);
  const name = names.find((candidate) => candidate.startsWith(file) && !candidate.endsWith('.part'));
  return name === undefined ? undefined : join(directory, name);
}

/**
 * Resolves with the path of the archive. Throws SourceError or WrongFileError.
 * @param {'url' | 'pip' | 'npm' | 'apt'} kind
 * @param {Part} part
 * @param {import('../context.mjs').Context} context
 * @returns {Promise<string>}
 */
export async function obtainArchive(kind, part, context) {
  const archives = join(context.cacheDir, 'downloads', 'archives');
  const file = part.file ?? basename(part.url ?? '');
  await mkdir(archives, { recursive: true });
  for (const directory of [archives, ...(context.from ? [context.from] : [])]) {
    const found = await findIn(directory, file);
    if (!found) continue;
    const reason = await mismatch(found, part);
    if (!reason) return found;
    context.say(`  ${found}: ${reason}. It is not used.`);
    if (directory === archives) await rm(found);
  }
  const path = join(archives, file);
  if (kind === 'url') {
    await downloadVerified(part.url ?? '', path, part, context);
    return path;
  }
  return await obtainPackage(kind, part, file, archives, context);
}

/**
 * @param {'pip' | 'npm' | 'apt'} kind
 * @param {Part} part
 * @param {string} file
 * @param {string} archives
 * @param {import('../context.mjs').Context} context
 */
async function obtainPackage(kind, part, file, archives, context) {
  const { package: name = '', version = '', suite = '' } = part;
  // The clients choose the name and write it in pieces: they work in a folder of their own.
  const work = join(context.cacheDir, 'downloads', `tmp-${process.pid}`);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  try {
    if (kind === 'pip') await downloadWheel({ ...part, package: name, version }, work, context.env);
    else if (kind === 'npm') await downloadTarball({ package: name, version }, work, context.env);
    else await downloadDebianPackage({ package: name, suite }, work, context.env);
    const got = await findIn(work, file);
    if (!got) throw new SourceError(`${kind} brought no ${file} for ${name}`);
    const path = join(archives, basename(got));
    await acceptPart(got, path, part, `${kind} package ${name}`);
    return path;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * Removes what interrupted runs left half done. Only under the set-up's lock: nobody else downloads then.
 * @param {string} cacheDir
 */
export async function sweepDownloads(cacheDir) {
  const downloads = join(cacheDir, 'downloads');
  for (const name of await readdir(downloads).catch(() => [])) {
    if (name.startsWith('tmp-')) await rm(join(downloads, name), { recursive: true, force: true });
  }
}
