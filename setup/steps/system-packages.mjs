/**
 * Debian packages the build and the tests need (setup/packages.json). Only what is missing is installed, and only
 * where we may: as root or with a sudo that asks no password. Elsewhere the one command is printed.
 */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson } from '../context.mjs';
import { CommandError, runCommand } from '../run-command.mjs';
import { missing, ready, SetupError } from './step.mjs';

/** @typedef {import('../context.mjs').Context} Context */

// dpkg-query's own placeholders, not JavaScript's.
const statusLine = ['$', '{Package} ', '$', '{db:Status-Status}\\n'].join('');

/** @param {Context} context */
async function wantedPackages({ root, forTests }) {
  const groups = await readJson(join(root, 'setup', 'packages.json'));
  return [...groups.build.debian, ...groups.audio.debian, ...(forTests ? groups.tests.debian : [])];
}

/**
 * @param {Context} context
 * @returns {Promise<string[]>}
 */
export async function missingPackages(context) {
  const wanted = await wantedPackages(context);
  // dpkg-query exits 1 when it does not know a name; what it knows it prints all the same.
  const known = await runCommand('dpkg-query', ['-W', '-f', statusLine, ...wanted], {
    capture: true,
  }).catch((error) => (error instanceof CommandError ? error.output : ''));
  const installed = new Set(
    known
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return wanted.filter((name) => !installed.has(name));
}

/** @returns {Promise<string[] | undefined>} what to put before a command to run it as root */
async function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  return await runCommand('sudo', ['-n', 'true'], { quiet: true }).then(
    () => ['sudo', '-n'],
    () => undefined,
  );
}

const isDebian = () =>
  access('/var/lib/dpkg/status').then(
    () => true,
    () => false,
  );

/** @param {string[]} names */
const installCommand = (names) => `apt-get install -y --no-install-recommends ${names.join(' ')}`;

/** @type {import('./step.mjs').Step} */
export const systemPackages = {
  name: 'system',
  label: 'system packages',
  check: async (context) => {
    // Other systems name their packages otherwise; the build says what it misses.
    if (!(await isDebian())) return ready('not a Debian system: not checked');
    const names = await missingPackages(context);
    if (names.length === 0) return ready('all installed');
    return missing(`not installed: ${names.join(' ')}`, `sudo ${installCommand(names)}`);
  },
  run: async (context) => {
    const names = await missingPackages(context);
    const prefix = await rootPrefix();
    if (!prefix) throw new SetupError(`Please run: sudo ${installCommand(names)}\nThen start again.`);
    context.say(`Installing ${names.join(' ')}`);
    const env = { ...context.env, DEBIAN_FRONTEND: 'noninteractive' };
    const [command = '', ...args] = [
      ...prefix,
      'apt-get',
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      ...names,
    ];
    try {
      await runCommand(command, args, { env, quiet: true });
    } catch {
      // The package lists are absent or old.
      const [update = '', ...updateArgs] = [...prefix, 'apt-get', 'update', '-qq'];
      await runCommand(update, updateArgs, { env });
      await runCommand(command, args, { env });
    }
  },
};
