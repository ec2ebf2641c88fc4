/** Steps that bring artefacts of the manifest into the cache. */
import { readManifest } from '../context.mjs';
import { fetchArtefact, isArtefactReady } from '../fetch/artefact.mjs';
import { missing, ready, SetupError } from './step.mjs';

/**
 * The artefact of that name. Throws SetupError when the manifest has none.
 * @param {import('../context.mjs').Context} context
 * @param {string} name
 */
export async function artefactNamed(context, name) {
  const artefact = (await readManifest(context))[name];
  if (!artefact) throw new SetupError(`models/manifest.json has no ${name}.`);
  return artefact;
}

/**
 * @param {import('../context.mjs').Context} context
 * @param {string} name
 */
export async function fetchNamed(context, name) {
  const off = ['0', 'false', 'no', 'off'];
  if (off.includes((context.env.KOKORO_DOWNLOAD_MODEL ?? context.env.DOWNLOAD_MODEL ?? '').toLowerCase())) {
    throw new SetupError(
      `${name} is not in ${context.cacheDir}, and KOKORO_DOWNLOAD_MODEL forbids to fetch it.`,
    );
  }
  await fetchArtefact(name, await artefactNamed(context, name), context);
}

/**
 * @param {string} artefactName
 * @param {string} label
 * @param {string[]} [given]  variables that name the operator's own folder instead
 * @returns {import('./step.mjs').Step}
 */
export function artefactStep(artefactName, label, given = []) {
  return {
    name: artefactName,
    label,
    check: async (context) => {
      const own = given.map((name) => context.env[name]).find(Boolean);
      if (own) return ready(`${own} (given)`);
      const artefact = await artefactNamed(context, artefactName);
      if (await isArtefactReady(artefact, context)) return ready(`${artefact.files.length} files, verified`);
      return missing(`not in ${context.cacheDir}`, `npm run setup -- --only ${artefactName}`);
    },
    run: (context) => fetchNamed(context, artefactName),
  };
}
