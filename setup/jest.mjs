/** node setup/jest.mjs [jest arguments]: the tests of a folder or file, for the scripts of package.json. */
import { spawnSync } from 'node:child_process';
import { jestCommand } from './jest-command.mjs';
import { projectRoot } from './paths.mjs';

const { status } = spawnSync(process.execPath, jestCommand(process.argv.slice(2)), {
  cwd: projectRoot,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
