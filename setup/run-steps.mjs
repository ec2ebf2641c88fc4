/** Runs the steps that are not ready, under the cache's lock. */
import { sweepDownloads } from './fetch/obtain.mjs';
import { withLock } from './lock.mjs';
import { SetupError } from './steps/step.mjs';

/** @typedef {import('./steps/step.mjs').Step} Step */
/** @typedef {import('./context.mjs').Context} Context */

/**
 * Whether nothing is left to do. Takes no lock and asks no network.
 * @param {Step[]} steps
 * @param {Context} context
 */
export async function isAllReady(steps, context) {
  const findings = await Promise.all(steps.map((step) => step.check(context)));
  return findings.every(({ isReady }) => isReady);
}

/** Sources that are saved while they are built make the build old at once. */
const mostRuns = 2;

/**
 * @param {Step} step
 * @param {Context} context
 */
async function runUntilReady(step, context) {
  for (let run = 1; ; run++) {
    await step.run(context);
    const { isReady, message, fix } = await step.check(context);
    if (isReady) return;
    if (run === mostRuns) throw new SetupError(`${step.label}: ${message}. Please run: ${fix}`);
  }
}

/**
 * Runs what is not ready, in order. Throws SetupError when a step did its work and is still not ready.
 * @param {Step[]} steps
 * @param {Context} context
 */
export async function runSteps(steps, context) {
  await withLock(context.cacheDir, context.say, async () => {
    await sweepDownloads(context.cacheDir);
    for (const step of steps) {
      const { isReady, message } = await step.check(context);
      if (isReady) continue;
      context.say(`== ${step.label}: ${message}`);
      await runUntilReady(step, context);
    }
  });
}

/**
 * Does all that is missing. Returns false, having said why, when it cannot.
 * @param {Step[]} steps
 * @param {Context} context
 */
export async function prepare(steps, context) {
  try {
    if (!(await isAllReady(steps, context))) await runSteps(steps, context);
    return true;
  } catch (error) {
    const isPlain = error instanceof Error && error.name !== 'Error' && error.name !== 'TypeError';
    context.say(
      `Set-up stopped: ${isPlain || !(error instanceof Error) ? error : error.stack}`.replace(
        /: \w+Error:/,
        ':',
      ),
    );
    context.say('`npm run doctor` lists what is missing.');
    return false;
  }
}
