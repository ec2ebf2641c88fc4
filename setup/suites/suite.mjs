/**
 * A suite of the tests and what came of it.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Outcome
 * @typedef {{ name: string, run: (context: import('../context.mjs').Context) => Promise<Outcome> }} Suite
 */
import { runCommand } from '../run-command.mjs';

/** @type {Outcome} */
export const onePassed = { passed: 1, failed: 0, skipped: 0 };

/** @type {Outcome} */
export const oneFailed = { passed: 0, failed: 1, skipped: 0 };

/**
 * Checks that pass or fail as one, by their exit code.
 * @param {string} name
 * @param {string[][]} commands each a command and its arguments
 * @returns {Suite}
 */
export function commandSuite(name, ...commands) {
  return {
    name,
    run: async ({ root, env }) => {
      /** @type {Outcome} */
      const outcome = { passed: 0, failed: 0, skipped: 0 };
      for (const [command = '', ...args] of commands) {
        await runCommand(command, args, { cwd: root, env }).then(
          () => outcome.passed++,
          () => outcome.failed++,
        );
      }
      return outcome;
    },
  };
}
