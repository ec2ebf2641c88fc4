/** The addon `build/Release/tts.node`, and for the tests everything else CMake builds. */
import { createHash } from 'node:crypto';
import { isBuilt, recordBuild } from '../build-stamp.mjs';
import { buildRelease } from '../cmake.mjs';
import { treeHash } from '../tree-hash.mjs';
import { onnxruntimeRoot } from './onnxruntime.mjs';
import { missing, ready } from './step.mjs';

/** @typedef {import('../context.mjs').Context} Context */

const addon = ['build/Release/tts.node', 'build/Release/libonnxruntime.so.1'];

/**
 * @param {Context} context
 * @param {string[]} sources
 */
async function buildKey(context, sources) {
  const hash = createHash('sha256').update(await treeHash(context.root, ['CMakeLists.txt', ...sources]));
  return hash.update(`${onnxruntimeRoot(context)} ${process.arch}`).digest('hex');
}

/** @type {import('./step.mjs').Step} */
export const nativeBuild = {
  name: 'native',
  label: 'native addon',
  check: async (context) =>
    (await isBuilt(context.root, 'native', await buildKey(context, ['native'])))
      ? ready('build/Release/tts.node is current')
      : missing('not built from the present sources', 'npm run build:native'),
  run: async (context) => {
    // The key of what is read now: what is saved during the build is built next time.
    const key = await buildKey(context, ['native']);
    await buildRelease(context, { target: 'tts' });
    await recordBuild(context.root, 'native', key, addon);
  },
};

/** @type {import('./step.mjs').Step} */
export const nativeTestBuild = {
  name: 'native-tests',
  label: 'native tests',
  check: async (context) =>
    (await isBuilt(context.root, 'native-tests', await buildKey(context, ['native', 'test/native'])))
      ? ready('current')
      : missing('not built from the present sources', 'npm test -- native'),
  run: async (context) => {
    const key = await buildKey(context, ['native', 'test/native']);
    const addonKey = await buildKey(context, ['native']);
    await buildRelease(context, { settings: ['TTS_TESTS=ON'] });
    await recordBuild(context.root, 'native-tests', key, ['build/tts_core_test']);
    await recordBuild(context.root, 'native', addonKey, addon);
  },
};
