/**
 * The model, imported: fetched, taken apart by the importer into what the engine loads, and tried once. The download
 * may be removed afterwards; it is fetched again when a newer importer needs it.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isBuilt, recordBuild } from '../build-stamp.mjs';
import { readJson } from '../context.mjs';
import { ensureDiskSpace } from '../fetch/disk-space.mjs';
import { hashFile } from '../fetch/hash.mjs';
import { CommandError, runCommand } from '../run-command.mjs';
import { treeHash } from '../tree-hash.mjs';
import { fetchModel, modelCandidates, ownModel } from './model-choice.mjs';
import { missing, ready } from './step.mjs';

/** @typedef {import('../context.mjs').Context} Context */
/** @typedef {import('./model-choice.mjs').ModelSource} ModelSource */

/** The pieces share one file of fp32 weights of about 330 MB. */
const importedBytes = 350e6;
const importer = 'dist/models/import/main.js';
const selfTest = 'dist/models/import/self-test.js';

/**
 * Below the cache, so that what is recorded holds wherever the cache is mounted.
 * @param {ModelSource} source
 */
const importFolder = ({ name }) => join('imported', name);

/** @param {Context} context @param {ModelSource} source */
async function buildKey({ root }, { identity }) {
  return `${identity} ${await treeHash(root, ['models/import'], /\.ts$/)}`;
}

/** @type {import('./step.mjs').Step['check']} */
async function check(context) {
  const { cacheDir } = context;
  const own = await ownModel(context);
  if (own) return ready(`${own} (given)`);
  for (const source of await modelCandidates(context)) {
    const folder = importFolder(source);
    if (await isBuilt(cacheDir, folder, await buildKey(context, source))) {
      return ready(`${source.name}, in ${join(cacheDir, folder)}`);
    }
  }
  return missing(`not imported to ${join(cacheDir, 'imported')}`, 'npm run setup -- --only model');
}

/**
 * Whether the same file was imported with this version of the importer, by another checkout or image perhaps.
 * @param {Context} context
 * @param {ModelSource} source
 */
async function isImported({ root, cacheDir }, source) {
  const description = await readJson(join(cacheDir, importFolder(source), 'model.json'));
  if (!description) return false;
  const module = pathToFileURL(join(root, 'dist/models/import/description.js')).href;
  const { importerVersion } = await import(module);
  if (description.importerVersion !== importerVersion) return false;
  const sha256 = source.artefact ? source.identity : await hashFile(source.path);
  return description.source.sha256 === sha256;
}

/** @param {Context} context @param {string[]} args */
const runScript = ({ root, env }, args) => runCommand(process.execPath, args, { cwd: root, env });

/**
 * Speaks with the pieces and with the whole graph and compares: a model whose pieces differ is used whole.
 * @param {Context} context
 * @param {ModelSource} source
 */
async function tryPieces(context, source) {
  const folder = join(context.cacheDir, importFolder(source));
  const { split } = await readJson(join(folder, 'model.json'));
  const isTried = (await readJson(join(folder, 'self-test.json'))) !== undefined;
  if (!split || isTried) return;
  try {
    await runScript(context, [selfTest, folder, join(context.cacheDir, 'voices')]);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    context.say('The pieces do not sound like the whole model; it is used whole.');
    const { path } = await fetchModel(context, [source]);
    await runScript(context, [importer, path, folder, '--whole-only']);
  }
}

/**
 * The best export that is imported already, else the best that can be fetched, imported now.
 * @param {Context} context
 * @returns {Promise<ModelSource>}
 */
async function importModel(context) {
  const candidates = await modelCandidates(context);
  for (const candidate of candidates) {
    if (await isImported(context, candidate)) return candidate;
  }
  const source = await fetchModel(context, candidates);
  await ensureDiskSpace(context, `The import of ${source.name}`, context.cacheDir, importedBytes);
  await runScript(context, [importer, source.path, join(context.cacheDir, importFolder(source))]);
  return source;
}

/** @type {import('./step.mjs').Step} */
export const model = {
  name: 'model',
  label: 'model',
  check,
  run: async (context) => {
    const source = await importModel(context);
    const key = await buildKey(context, source);
    await tryPieces(context, source);
    const folder = importFolder(source);
    const files = ['model.json', 'weights.bin', 'whole.onnx'].map((name) => join(folder, name));
    await recordBuild(context.cacheDir, folder, key, files);
  },
};
