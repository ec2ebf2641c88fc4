/**
 * Gets one Debian package of another suite without touching the system: own list of sources, own package lists, and
 * the package is only downloaded. apt checks the archive's signature.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, runCommand } from '../run-command.mjs';
import { turnSources } from './apt-sources.mjs';
import { SourceError } from './source-error.mjs';

const etc = '/etc/apt';

async function machineSources() {
  const names = await readdir(join(etc, 'sources.list.d')).catch(() => []);
  const paths = [
    join(etc, 'sources.list'),
    ...names
      .filter((name) => /\.(list|sources)$/.test(name))
      .map((name) => join(etc, 'sources.list.d', name)),
  ];
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => '')));
  return paths.map((name, i) => ({ name, text: texts[i] ?? '' }));
}

async function machineSuite() {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^VERSION_CODENAME=(.+)$/m.exec(release)?.[1];
}

/**
 * Downloads a package into a directory.
 * @param {{ package: string, suite: string }} wanted
 * @param {string} directory
 * @param {NodeJS.ProcessEnv} env
 */
export async function downloadDebianPackage(wanted, directory, env) {
  const codename = await machineSuite();
  const sources = codename ? turnSources(await machineSources(), codename, wanted.suite) : '';
  if (!sources) throw new SourceError(`no apt source of this machine can be turned to ${wanted.suite}`);
  const parts = join(directory, 'sources');
  const lists = join(directory, 'lists');
  const cache = join(directory, 'cache');
  for (const folder of [parts, join(lists, 'partial'), join(cache, 'archives', 'partial')]) {
    await mkdir(folder, { recursive: true });
  }
  await writeFile(join(parts, `${wanted.suite}.sources`), `${sources}\n`);
  const options = [
    `Dir::Etc::sourceparts=${parts}`,
    'Dir::Etc::sourcelist=/dev/null',
    `Dir::State::Lists=${lists}`,
    `Dir::Cache=${cache}`,
    // Root's downloads would be handed to a user who may not write here.
    'APT::Sandbox::User=root',
    'Acquire::Languages=none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false',
    'Acquire::http::Timeout=20',
    'Acquire::Retries=2',
  ].flatMap((option) => ['-o', option]);
  try {
    await runCommand('apt-get', ['update', '-qq', ...options], { cwd: directory, env, quiet: true });
    await runCommand('apt-get', ['download', '-qq', wanted.package, ...options], {
      cwd: directory,
      env,
      quiet: true,
    });
  } catch (error) {
    const reason = error instanceof CommandError ? error.message : String(error);
    throw new SourceError(
      `apt has no ${wanted.package} of ${wanted.suite}: ${reason.split('\n').at(-1)?.trim()}`,
    );
  }
}
