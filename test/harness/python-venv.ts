/** A Python with packages of its own, for tests with the clients that people use. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The path of a Python that can import `packages` (as `name==version`), installed once below build/; undefined, with a
 * line that says so, where Python or the package index is not to be had.
 */
export function pythonWith(...packages: readonly string[]): string | undefined {
  const folder = resolve('build', 'python', packages.join('+').replaceAll('==', '-'));
  const python = join(folder, 'bin', 'python');
  const stamp = join(folder, 'installed');
  if (existsSync(stamp)) return python;
  const steps: readonly (readonly [string, readonly string[]])[] = [
    ['python3', ['-m', 'venv', folder]],
    [python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]],
    [python, ['-c', `open(${JSON.stringify(stamp)}, 'w').close()`]],
  ];
  for (const [program, args] of steps) {
    if (spawnSync(program, args, { timeout: 120_000 }).status === 0) continue;
    process.stderr.write(`Skipped: Python with ${packages.join(', ')} is not to be had here.\n`);
    return undefined;
  }
  return python;
}
