/**
 * Which export of the model is used: `KOKORO_MODEL_PATH` names a file, `KOKORO_MODEL` one of the manifest's. `auto`
 * takes fp32 if it is there or can be fetched, else int8; what is there already is not asked for again.
 */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ArtefactError, isArtefactReady } from '../fetch/artefact.mjs';
import { DiskFullError } from '../fetch/disk-space.mjs';
import { artefactNamed, fetchNamed } from './artefact-step.mjs';
import { SetupError } from './step.mjs';

/** @typedef {import('../context.mjs').Context} Context */

/** @type {Record<string, string>} */
const artefacts = { fp32: 'kokoro-v1.0.onnx', int8: 'kokoro-v1.0.int8.onnx' };

/**
 * @typedef {object} ModelSource
 * @property {string} name      folder below `imported/`
 * @property {string} path
 * @property {string} identity  tells this file's content from another's
 * @property {string} [artefact]
 */

/**
 * The operator's own model: a folder named by `KOKORO_MODEL_DIR`, or one the importer wrote under another name than
 * the manifest's. Nothing is fetched then.
 * @param {Context} context
 * @returns {Promise<string | undefined>}
 */
export async function ownModel({ cacheDir, env }) {
  const { KOKORO_MODEL: name = 'auto', KOKORO_MODEL_DIR: given = env.MODEL_DIR } = env;
  if (given) return given;
  if (name === '' || name === 'auto' || name in artefacts) return undefined;
  const folder = join(cacheDir, 'imported', name);
  const isImported = await stat(join(folder, 'model.json')).then(
    () => true,
    () => false,
  );
  return isImported ? folder : undefined;
}

/**
 * The exports that would do, best first.
 * @param {Context} context
 * @returns {Promise<ModelSource[]>}
 */
export async function modelCandidates(context) {
  const { KOKORO_MODEL_PATH: given, KOKORO_MODEL: wanted = 'auto' } = context.env;
  if (given) {
    const path = resolve(given);
    const file = await stat(path).catch(() => undefined);
    if (!file?.isFile()) throw new SetupError(`KOKORO_MODEL_PATH: there is no file ${path}.`);
    return [{ name: 'custom', path, identity: `${path} ${file.size} ${file.mtimeMs}` }];
  }
  const names = wanted === 'auto' || wanted === '' ? Object.keys(artefacts) : [wanted];
  return await Promise.all(
    names.map(async (name) => {
      const artefact = artefacts[name];
      if (!artefact)
        throw new SetupError(
          `KOKORO_MODEL must be auto, fp32, int8 or the name of an imported model, got "${name}".`,
        );
      const [file] = (await artefactNamed(context, artefact)).files;
      if (!file) throw new SetupError(`models/manifest.json lists no file of ${artefact}.`);
      return { name, path: join(context.cacheDir, file.path), identity: file.sha256, artefact };
    }),
  );
}

/**
 * Fetches the best candidate that can be had. Throws what the last one failed with.
 * @param {Context} context
 * @param {ModelSource[]} candidates best first
 * @returns {Promise<ModelSource>}
 */
export async function fetchModel(context, candidates) {
  for (const candidate of candidates) {
    if (!candidate.artefact) return candidate;
    if (await isArtefactReady(await artefactNamed(context, candidate.artefact), context)) return candidate;
  }
  for (const [i, candidate] of candidates.entries()) {
    try {
      await fetchNamed(context, candidate.artefact ?? '');
      return candidate;
    } catch (error) {
      const next = candidates[i + 1];
      if (!next || !(error instanceof ArtefactError || error instanceof DiskFullError)) throw error;
      context.say(`${candidate.name} cannot be had here; taking ${next.name} instead.`);
    }
  }
  throw new SetupError('No export of the model is named.');
}
