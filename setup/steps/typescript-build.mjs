/** The server's JavaScript: `dist/`. */
import { isBuilt, recordBuild } from '../build-stamp.mjs';
import { runCommand } from '../run-command.mjs';
import { treeHash } from '../tree-hash.mjs';
import { missing, ready } from './step.mjs';

const entry = 'dist/src/main.js';

/** @param {import('../context.mjs').Context} context */
const buildKey = ({ root }) =>
  treeHash(root, ['src', 'models', 'bench', 'tsconfig.json', 'tsconfig.build.json'], /\.(ts|json)$/);

/** @type {import('./step.mjs').Step} */
export const typescriptBuild = {
  name: 'typescript',
  label: 'TypeScript build',
  check: async (context) =>
    (await isBuilt(context.root, 'typescript', await buildKey(context)))
      ? ready('dist is current')
      : missing('not built from the present sources', 'npm run build:ts'),
  run: async (context) => {
    const key = await buildKey(context);
    await runCommand('npx', ['--no-install', 'tsc', '-p', 'tsconfig.build.json'], {
      cwd: context.root,
      env: context.env,
    });
    await recordBuild(context.root, 'typescript', key, [entry]);
  },
};
