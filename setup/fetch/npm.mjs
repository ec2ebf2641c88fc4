/** Gets one package's tarball with the machine's own npm. Nothing of the package is run. */
import { CommandError, runCommand } from '../run-command.mjs';
import { SourceError } from './source-error.mjs';

/**
 * Downloads `package@version` into a directory.
 * @param {{ package: string, version: string }} tarball
 * @param {string} directory
 * @param {NodeJS.ProcessEnv} env
 */
export async function downloadTarball(tarball, directory, env) {
  const name = `${tarball.package}@${tarball.version}`;
  try {
    await runCommand('npm', ['pack', name, '--ignore-scripts', '--silent', '--pack-destination', directory], {
      cwd: directory,
      env,
      quiet: true,
    });
  } catch (error) {
    const reason = error instanceof CommandError ? error.message : String(error);
    throw new SourceError(`npm has no ${name}: ${reason.split('\n').at(-1)?.trim()}`);
  }
}
