/** A folder of jest tests, run in a process of its own and counted test by test. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson } from '../context.mjs';
import { jestCommand } from '../jest-command.mjs';
import { runCommand } from '../run-command.mjs';
import { oneFailed } from './suite.mjs';

/** A test that blocks its process cannot be stopped by jest's own limits. */
const limitMs = 30 * 60_000;

/**
 * The counts of jest's JSON report. A file that cannot be run at all counts as one failed test.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numRuntimeErrorTestSuites: number }} report
 * @returns {import('./suite.mjs').Outcome}
 */
export function countsOf(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests,
  };
}

/**
 * @param {string} kind        folder below test/
 * @param {string[]} [options] for jest; `--runInBand` for tests that start servers and must not share the cores
 * @returns {import('./suite.mjs').Suite}
 */
export function jestSuite(kind, options = []) {
  return {
    name: kind,
    run: async ({ root, env }) => {
      const reports = join(root, '.cache', 'reports');
      const report = join(reports, `${kind}.json`);
      await mkdir(reports, { recursive: true });
      await rm(report, { force: true });
      const args = [`test/${kind}/`, '--passWithNoTests', '--json', `--outputFile=${report}`];
      const isEnded = await runCommand(process.execPath, jestCommand([...args, ...options]), {
        cwd: root,
        env,
        limitMs,
      }).then(
        () => true,
        () => false,
      );
      const counted = await readJson(report);
      if (!counted) return oneFailed;
      const outcome = countsOf(counted);
      // jest can also fail as a whole, by a handle left open or a global set-up.
      return isEnded || outcome.failed > 0 ? outcome : { ...outcome, failed: 1 };
    },
  };
}
