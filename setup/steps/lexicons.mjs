/** The dictionaries, compiled into what the front end loads. The compiler leaves alone what is up to date. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isBuilt, recordBuild } from '../build-stamp.mjs';
import { runCommand } from '../run-command.mjs';
import { treeHash } from '../tree-hash.mjs';
import { artefactNamed } from './artefact-step.mjs';
import { missing, ready } from './step.mjs';

/** @typedef {import('../context.mjs').Context} Context */

const compiled = ['en-us.dict', 'en-gb.dict'];

/** @param {Context} context */
async function buildKey(context) {
  const { files } = await artefactNamed(context, 'dictionaries');
  const compiler = await treeHash(context.root, ['src/text/en', 'package-lock.json'], /\.(ts|json)$/);
  return createHash('sha256').update(JSON.stringify(files)).update(compiler).digest('hex');
}

/** @type {import('./step.mjs').Step} */
export const lexicons = {
  name: 'lexicons',
  label: 'compiled lexicons',
  check: async (context) =>
    (await isBuilt(context.cacheDir, 'lexicons', await buildKey(context)))
      ? ready(compiled.join(', '))
      : missing('not compiled from the present dictionaries', 'npm run setup -- --only lexicons'),
  run: async (context) => {
    const key = await buildKey(context);
    const folder = join(context.cacheDir, 'dictionaries');
    await runCommand(process.execPath, ['dist/src/text/en/compile-dictionaries.js', folder], {
      cwd: context.root,
      env: context.env,
    });
    const files = compiled.map((name) => join('dictionaries', name));
    await recordBuild(context.cacheDir, 'lexicons', key, files);
  },
};
