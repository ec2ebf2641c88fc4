/**
 * Brings the files of one artefact of models/manifest.json into the cache: its sources are tried in order, every file
 * is verified by length and SHA-256, and the first source that gives the right bytes wins.
 */
import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readEntries } from './archive.mjs';
import { takeBrought } from './brought.mjs';
import { ensureDiskSpace } from './disk-space.mjs';
import { obtainArchive } from './obtain.mjs';
import { isLocalFault, SourceError, UnreachableError } from './source-error.mjs';
import { downloadVerified } from './url.mjs';
import { VerifiedFiles } from './verified-files.mjs';
import { writeWhole } from './whole-file.mjs';

/** @typedef {import('./verified-files.mjs').ExpectedFile} ExpectedFile */

/**
 * @typedef {object} Source
 * @property {'url' | 'pip' | 'npm' | 'apt'} kind
 * @property {string} [archive]  what `entry` is found in; without it the download is the file itself
 * @property {string} [entry]    `{name}` stands for the file's name (below `strip`), `{stem}` for it without its ending
 * @property {string} [strip]    a leading folder of the file's path that the archive does not have
 * @property {string} [url]
 * @property {(import('./obtain.mjs').Part & { entry?: string })[]} [parts]  several archives: the file is all their entries, joined
 */

/**
 * @typedef {object} Artefact
 * @property {string} licence
 * @property {string} purpose
 * @property {ExpectedFile[]} files
 * @property {number} [workBytes]  room on the disk beyond the files themselves
 * @property {(Source & import('./obtain.mjs').Part)[]} sources
 */

/** No source had the artefact. */
export class ArtefactError extends Error {
  /**
   * @param {string} name
   * @param {string[]} reasons one per source
   */
  constructor(name, reasons) {
    super(`${name} could not be fetched:\n${reasons.map((reason) => `  - ${reason}`).join('\n')}`);
    this.name = 'ArtefactError';
  }
}

/**
 * The files of an artefact that are not in the cache, or not right.
 * @param {Artefact} artefact
 * @param {import('../context.mjs').Context} context
 * @returns {Promise<ExpectedFile[]>}
 */
async function missingFiles(artefact, context) {
  const verified = new VerifiedFiles(context.cacheDir);
  const missing = [];
  for (const file of artefact.files) {
    const state = await verified.verify(file);
    if (state === 'right') continue;
    if (state !== 'absent')
      context.say(`  ${join(context.cacheDir, file.path)}: ${state}. It is fetched again.`);
    missing.push(file);
  }
  return missing;
}

/**
 * Whether all files of an artefact are there, by the record of what was verified: no file is read.
 * @param {Artefact} artefact
 * @param {import('../context.mjs').Context} context
 */
export async function isArtefactReady(artefact, context) {
  const verified = new VerifiedFiles(context.cacheDir);
  const states = await Promise.all(artefact.files.map((file) => verified.isVerified(file)));
  return states.every(Boolean);
}

/**
 * Fetches what is missing of an artefact. Throws ArtefactError when no source has it, DiskFullError when it does not fit.
 * @param {string} name
 * @param {Artefact} artefact
 * @param {import('../context.mjs').Context} context
 */
export async function fetchArtefact(name, artefact, context) {
  const missing = await takeBrought(await missingFiles(artefact, context), context);
  if (missing.length === 0) return;
  const needed = missing.reduce((sum, file) => sum + file.bytes, artefact.workBytes ?? 0);
  await ensureDiskSpace(context, name, context.cacheDir, needed);
  const reasons = [];
  for (const source of artefact.sources) {
    const where = source.url ?? `${source.kind} package ${source.package ?? source.parts?.[0]?.package}`;
    try {
      const host = source.url ? new URL(source.url).host : undefined;
      if (host && context.unreachable.has(host)) throw new SourceError(`${host} did not answer before`);
      context.say(`${name}: from ${where}`);
      await fetchFrom(source, missing, context);
      await new VerifiedFiles(context.cacheDir).remember(missing);
      return;
    } catch (error) {
      if (isLocalFault(error)) throw error;
      if (error instanceof UnreachableError && source.url) context.unreachable.add(new URL(source.url).host);
      const message = error instanceof Error ? error.message : String(error);
      context.say(`${name}: ${where} skipped: ${message}`);
      reasons.push(`${where}: ${message}`);
    }
  }
  throw new ArtefactError(name, reasons);
}

/**
 * @param {Source & import('./obtain.mjs').Part} source
 * @param {ExpectedFile[]} files
 * @param {import('../context.mjs').Context} context
 */
async function fetchFrom(source, files, context) {
  for (const file of files) await mkdir(dirname(join(context.cacheDir, file.path)), { recursive: true });
  if (source.parts) return await joinParts(source, files, context);
  if (!source.archive) {
    for (const file of files) {
      await downloadVerified(source.url ?? '', join(context.cacheDir, file.path), file, context);
    }
    return;
  }
  const archive = await obtainArchive(source.kind, source, context);
  const byEntry = new Map(files.map((file) => [entryOf(source, file), file]));
  await readEntries(archive, archiveKind(source), [...byEntry.keys()], async (entry, bytes) => {
    const file = byEntry.get(entry);
    if (file) await writeWhole(join(context.cacheDir, file.path), bytes, file, archive);
  });
  await removeArchive(archive, context);
}

/** @param {Source} source */
function archiveKind({ archive }) {
  if (archive === 'zip' || archive === 'npz' || archive === 'tgz' || archive === 'deb') return archive;
  throw new Error(`models/manifest.json names an archive of kind "${archive}".`);
}

/**
 * The name a file has in the source's archive.
 * @param {Source} source
 * @param {ExpectedFile} file
 */
export function entryOf({ entry = '{name}', strip }, file) {
  const name =
    strip && file.path.startsWith(`${strip}/`) ? file.path.slice(strip.length + 1) : basename(file.path);
  return entry.replace('{name}', name).replace('{stem}', name.replace(/\.[^.]+$/, ''));
}

/**
 * One file that lies in pieces in several archives.
 * @param {Source} source
 * @param {ExpectedFile[]} files
 * @param {import('../context.mjs').Context} context
 */
async function joinParts(source, files, context) {
  /** @type {{ archive: string, entry: string }[]} */
  const pieces = [];
  for (const part of source.parts ?? []) {
    pieces.push({ archive: await obtainArchive(source.kind, part, context), entry: part.entry ?? '' });
  }
  async function* joined() {
    for (const { archive, entry } of pieces) {
      /** @type {Buffer[]} */
      const bytes = [];
      await readEntries(archive, archiveKind(source), [entry], async (_, chunks) => {
        for await (const chunk of chunks) bytes.push(chunk);
      });
      yield* bytes;
    }
  }
  for (const file of files)
    await writeWhole(join(context.cacheDir, file.path), joined(), file, `${source.kind} parts`);
  for (const { archive } of pieces) await removeArchive(archive, context);
}

/**
 * Its files are in the cache and verified: the archive has done its work. One the operator brought stays.
 * @param {string} archive
 * @param {import('../context.mjs').Context} context
 */
async function removeArchive(archive, context) {
  if (archive.startsWith(join(context.cacheDir, 'downloads', 'archives'))) await rm(archive, { force: true });
}
