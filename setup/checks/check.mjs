/**
 * One line of the doctor's report.
 *
 * @typedef {'ok' | 'warn' | 'error'} Level
 * @typedef {{ level: Level, label: string, message: string, fix?: string | undefined }} Line
 * @typedef {(context: import('../context.mjs').Context) => Promise<Line>} Check
 */
import { missingPackages } from '../steps/system-packages.mjs';

/**
 * What a step of the set-up says about itself.
 * @param {import('../steps/step.mjs').Step} step
 * @returns {Check}
 */
export const stepCheck = (step) => async (context) => {
  try {
    const { isReady, message, fix } = await step.check(context);
    return { level: isReady ? 'ok' : 'error', label: step.label, message, fix };
  } catch (error) {
    // npm packages or a manifest that are not there stop later steps from looking at all.
    return { level: 'error', label: step.label, message: String(error), fix: 'npm run setup' };
  }
};

/** @type {Check} */
export const testPackages = async (context) => {
  const label = 'test packages';
  const names = await missingPackages({ ...context, forTests: true }).catch(() => undefined);
  if (!names) return { level: 'ok', label, message: 'not a Debian system: not checked' };
  if (names.length === 0) return { level: 'ok', label, message: 'all installed' };
  const fix = `sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;
  return {
    level: 'warn',
    label,
    message: `not installed, only npm test needs them: ${names.join(' ')}`,
    fix,
  };
};
