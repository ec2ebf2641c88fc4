/** The C++ tests of one build directory, run by ctest and counted from its JUnit report. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../run-command.mjs';
import { oneFailed } from './suite.mjs';

/**
 * The counts of a JUnit report; undefined when it is none.
 * @param {string} xml
 * @returns {import('./suite.mjs').Outcome | undefined}
 */
export function junitCounts(xml) {
  const suite = /<testsuite\b[^>]*>/.exec(xml)?.[0];
  if (!suite) return undefined;
  const count = (/** @type {string} */ name) =>
    Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const failed = count('failures') + count('errors');
  const skipped = count('skipped') + count('disabled');
  return { passed: count('tests') - failed - skipped, failed, skipped };
}

/**
 * Runs all tests of a build directory.
 * @param {import('../context.mjs').Context} context
 * @param {string} directory
 * @param {NodeJS.ProcessEnv} env  the sanitizers' settings
 * @param {string[]} [prefix]      a command that ctest runs under
 * @returns {Promise<import('./suite.mjs').Outcome>}
 */
export async function runCtest({ root }, directory, env, prefix = []) {
  const reports = join(root, '.cache', 'reports');
  const report = join(reports, `${directory}.xml`);
  await mkdir(reports, { recursive: true });
  await rm(report, { force: true });
  const [command = '', ...args] = [
    ...prefix,
    'ctest',
    '--test-dir',
    join(root, directory),
    '--output-on-failure',
  ];
  const options = ['--no-tests=error', '--output-junit', report];
  const isEnded = await runCommand(command, [...args, ...options], { cwd: root, env }).then(
    () => true,
    () => false,
  );
  const counts = junitCounts(await readFile(report, 'utf8').catch(() => ''));
  if (!counts) return oneFailed;
  return isEnded || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/** @type {import('./suite.mjs').Suite} */
export const nativeSuite = { name: 'native', run: (context) => runCtest(context, 'build', context.env) };
