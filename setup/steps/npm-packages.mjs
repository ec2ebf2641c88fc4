/** The packages of package-lock.json, exactly, and none of their install scripts. */
import { join } from 'node:path';
import { readJson } from '../context.mjs';
import { runCommand } from '../run-command.mjs';
import { missing, ready } from './step.mjs';

/** @typedef {{ version: string, optional?: boolean, dev?: boolean, devOptional?: boolean }} Locked */

/**
 * Packages of the lock file that are not installed in that version. Optional ones (binaries of other platforms) and,
 * where nothing of the development packages is there, those as well, may be absent.
 * @param {Record<string, Locked>} wanted
 * @param {Record<string, Locked>} installed
 */
export function differences(wanted, installed) {
  return Object.entries(wanted)
    .filter(([path, { version, optional, devOptional }]) => {
      if (path === '' || ((optional || devOptional) && !installed[path])) return false;
      return installed[path]?.version !== version;
    })
    .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')} ${version}`);
}

/** @type {import('./step.mjs').Step} */
export const npmPackages = {
  name: 'npm',
  label: 'npm packages',
  check: async ({ root }) => {
    const [lock, installed] = await Promise.all([
      readJson(join(root, 'package-lock.json')),
      // npm writes this when an installation is complete.
      readJson(join(root, 'node_modules', '.package-lock.json')),
    ]);
    if (!installed) return missing('not installed', 'npm ci --ignore-scripts');
    const other = differences(lock.packages, installed.packages);
    if (other.length === 0) return ready(`${Object.keys(installed.packages).length} installed`);
    return missing(
      `other than in package-lock.json: ${other.slice(0, 5).join(', ')}`,
      'npm ci --ignore-scripts',
    );
  },
  run: async ({ root, env }) => {
    await runCommand('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root, env });
  },
};
