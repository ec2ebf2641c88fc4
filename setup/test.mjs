/**
 * node setup/test.mjs [SUITE…]: does the set-up the tests need, then runs every suite, or the named ones, to the end.
 * The last line of stdout is `N passed, N failed`; the exit code is 1 when anything failed.
 */
import { createContext } from './context.mjs';
import { prepare } from './run-steps.mjs';
import { testSteps } from './steps/order.mjs';
import { suites } from './suites/order.mjs';
import { oneFailed } from './suites/suite.mjs';

const context = createContext({ forTests: true });
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  context.say(`No such suite: ${unknown.join(', ')}. Suites: ${suites.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

/** @type {{ name: string, seconds: number, passed: number, failed: number, skipped: number }[]} */
const rows = [];

/**
 * @param {string} name
 * @param {() => Promise<import('./suites/suite.mjs').Outcome>} run
 */
async function timed(name, run) {
  context.say(`\n== ${name}`);
  const startedAt = performance.now();
  const outcome = await run().catch((error) => {
    context.say(String(error));
    return oneFailed;
  });
  rows.push({ name, seconds: (performance.now() - startedAt) / 1000, ...outcome });
}

const startedAt = performance.now();
const isPrepared = await prepare(testSteps, context);
rows.push({
  name: 'set-up',
  seconds: (performance.now() - startedAt) / 1000,
  ...(isPrepared ? { passed: 0, failed: 0, skipped: 0 } : oneFailed),
});
// A set-up that stopped half way has still made what many suites need: all of them are run and say what they miss.
for (const { name, run } of suites) {
  if (wanted.length === 0 || wanted.includes(name)) await timed(name, () => run(context));
}

const sum = (/** @type {'passed' | 'failed'} */ key) => rows.reduce((total, row) => total + row[key], 0);
const lines = rows.map(({ name, passed, failed, skipped, seconds }) => {
  const counts = [passed, failed, skipped].map((count) => String(count).padStart(8)).join('');
  return `${name.padEnd(12)}${counts}${seconds.toFixed(1).padStart(10)} s  ${failed > 0 ? 'FAIL' : 'pass'}`;
});
process.stdout.write(`\n${'suite'.padEnd(12)}  passed  failed skipped\n${lines.join('\n')}\n`);
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
