/** Becomes the server: it runs in this very process, so signals, exit code and terminal are its own. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from './run-steps.mjs';

/**
 * Does the set-up that is missing, then serves.
 * @param {import('./steps/step.mjs').Step[]} steps
 * @param {import('./context.mjs').Context} context
 */
export async function prepareAndServe(steps, context) {
  if (!(await prepare(steps, context))) {
    process.exitCode = 1;
    return;
  }
  const main = join(context.root, 'dist', 'src', 'main.js');
  // The server must see the arguments it would see if it had been started by itself.
  process.argv[1] = main;
  await import(pathToFileURL(main).href);
}
