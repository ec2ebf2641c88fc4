/**
 * ONNX Runtime: headers and library, in one folder as its release archives have them. The addon is linked to exactly
 * the library it ships with: its symbols carry their version.
 */
import { readFile, readlink, rm, stat, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isArtefactReady } from '../fetch/artefact.mjs';
import { artefactNamed, fetchNamed } from './artefact-step.mjs';
import { missing, ready, SetupError } from './step.mjs';

/** @typedef {import('../context.mjs').Context} Context */

/** CUDA 12 needs an older release: later ones are built for CUDA 13. */
const releases = {
  cpu: { folder: '1.31.1', version: '1.31.1' },
  cuda: { folder: '1.26.0-cuda12', version: '1.26.0' },
};

/** @param {Context} context */
function isForCuda({ env }) {
  return /^(cuda|gpu)$/i.test(env.KOKORO_PROVIDER ?? '');
}

/** @param {Context} context */
function releaseFor(context) {
  return isForCuda(context) ? releases.cuda : releases.cpu;
}

/**
 * The folder with `include/` and `lib/`: `ONNXRUNTIME_ROOT` when the operator names one, else the cache's.
 * @param {Context} context
 */
export function onnxruntimeRoot(context) {
  const given = context.env.ONNXRUNTIME_ROOT;
  return given ? resolve(given) : join(context.cacheDir, 'onnxruntime', releaseFor(context).folder);
}

/** @param {Context} context */
function artefactNames(context) {
  return ['onnxruntime-headers', `onnxruntime-${isForCuda(context) ? 'cuda12-' : ''}${process.arch}`];
}

/**
 * The links of a release: link → what it points to.
 * @param {Context} context
 */
function links(context) {
  const { version, folder } = releaseFor(context);
  return [
    ['lib/libonnxruntime.so.1', `libonnxruntime.so.${version}`],
    ['lib/libonnxruntime.so', 'libonnxruntime.so.1'],
    ...(folder === releases.cpu.folder ? [] : [['include', `../${releases.cpu.folder}/include`]]),
  ].map(([link = '', target = '']) => ({ path: join(onnxruntimeRoot(context), link), target }));
}

/** @param {Context} context */
async function areLinksRight(context) {
  for (const { path, target } of links(context)) {
    if ((await readlink(path).catch(() => '')) !== target) return false;
  }
  return true;
}

/**
 * What is wrong with a folder the operator named; undefined when it will do.
 * @param {string} root
 */
async function complaint(root) {
  const header = await readFile(join(root, 'include', 'onnxruntime_c_api.h'), 'utf8').catch(() => '');
  if (!/#define ORT_API_VERSION \d+/.test(header)) return `${root} has no include/onnxruntime_c_api.h`;
  const library = await stat(join(root, 'lib', 'libonnxruntime.so')).catch(() => undefined);
  return library ? undefined : `${root} has no lib/libonnxruntime.so`;
}

/** @type {import('./step.mjs').Step['check']} */
async function check(context) {
  const root = onnxruntimeRoot(context);
  if (context.env.ONNXRUNTIME_ROOT) {
    const reason = await complaint(root);
    return reason ? missing(reason, 'correct or unset ONNXRUNTIME_ROOT') : ready(`${root} (given)`);
  }
  for (const name of artefactNames(context)) {
    if (!(await isArtefactReady(await artefactNamed(context, name), context))) {
      return missing(`${name} is not in ${context.cacheDir}`, 'npm run setup -- --only onnxruntime');
    }
  }
  if (!(await areLinksRight(context)))
    return missing(`links in ${root}`, 'npm run setup -- --only onnxruntime');
  return ready(releaseFor(context).folder);
}

/** @type {import('./step.mjs').Step} */
export const onnxruntime = {
  name: 'onnxruntime',
  label: 'ONNX Runtime',
  check,
  run: async (context) => {
    if (context.env.ONNXRUNTIME_ROOT) {
      throw new SetupError(`ONNXRUNTIME_ROOT: ${(await check(context)).message}.`);
    }
    for (const name of artefactNames(context)) await fetchNamed(context, name);
    for (const { path, target } of links(context)) {
      if ((await readlink(path).catch(() => '')) === target) continue;
      await rm(path, { force: true });
      await symlink(target, path);
    }
  },
};
