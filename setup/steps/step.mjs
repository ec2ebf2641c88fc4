/**
 * A step of the set-up. `check` is cheap and changes nothing: start asks it every time, doctor prints what it says.
 *
 * @typedef {object} Finding
 * @property {boolean} isReady
 * @property {string} message what is there, or what is missing
 * @property {string} [fix]   the command that makes it right
 *
 * @typedef {object} Step
 * @property {string} name   for `--only`
 * @property {string} label  for people
 * @property {(context: import('../context.mjs').Context) => Promise<Finding>} check
 * @property {(context: import('../context.mjs').Context) => Promise<void>} run
 */

/** A need the set-up cannot meet by itself; the message says what the operator can do. */
export class SetupError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'SetupError';
  }
}

/**
 * @param {string} message
 * @returns {Finding}
 */
export const ready = (message) => ({ isReady: true, message });

/**
 * @param {string} message
 * @param {string} fix
 * @returns {Finding}
 */
export const missing = (message, fix) => ({ isReady: false, message, fix });
