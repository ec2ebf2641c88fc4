/** The model of a few kilobytes that tests speak with where the sound does not matter: `build/tiny/`. */
import { isBuilt, recordBuild } from '../build-stamp.mjs';
import { runCommand } from '../run-command.mjs';
import { treeHash } from '../tree-hash.mjs';
import { missing, ready } from './step.mjs';

const folder = 'build/tiny';
const files = [
  `${folder}/model/model.json`,
  `${folder}/model/generator.onnx`,
  `${folder}/voices/af_heart.bin`,
];
const program = 'dist/models/tiny/generate.js';

/** @param {import('../context.mjs').Context} context */
const buildKey = ({ root }) => treeHash(root, ['models/tiny', 'models/import'], /\.ts$/);

/** @type {import('./step.mjs').Step} */
export const tinyModel = {
  name: 'tiny-model',
  label: 'tiny model for tests',
  check: async (context) =>
    (await isBuilt(context.root, 'tiny-model', await buildKey(context)))
      ? ready('build/tiny is current')
      : missing('not made', `node ${program} ${folder}`),
  run: async (context) => {
    const key = await buildKey(context);
    await runCommand(process.execPath, [program, folder], { cwd: context.root, env: context.env });
    await recordBuild(context.root, 'tiny-model', key, files);
  },
};
