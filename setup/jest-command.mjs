/** How jest is started: with ES modules, which Node 20 and 22 still hide behind a flag. */
import { join } from 'node:path';
import { projectRoot } from './paths.mjs';

/**
 * The arguments of Node for a run of jest. Given to Node itself and not by NODE_OPTIONS, so that the servers the tests
 * start do not inherit them.
 * @param {string[]} args
 */
export function jestCommand(args) {
  const jest = join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js');
  return ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', jest, ...args];
}
