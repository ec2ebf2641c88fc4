/**
 * Child processes of the set-up. Their end is awaited, never polled, and they go down with us: a set-up that is
 * stopped leaves no compiler or download running.
 */
import { spawn } from 'node:child_process';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let isGuarded = false;

function guardSignals() {
  if (isGuarded) return;
  isGuarded = true;
  for (const [signal, number] of /** @type {const} */ ([
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ])) {
    process.once(signal, () => {
      for (const child of running) child.kill(signal);
      if (running.size > 0) process.exit(128 + number);
    });
  }
}

/** A command that ended with another code than 0. */
export class CommandError extends Error {
  /**
   * @param {string} command
   * @param {string} reason
   * @param {string} output what it printed, when that was captured
   */
  constructor(command, reason, output) {
    const tail = output.trim().split('\n').slice(-6).join('\n  ');
    super(`${command}: ${reason}${tail ? `\n  ${tail}` : ''}`);
    this.name = 'CommandError';
    this.output = output;
  }
}

/**
 * Runs a command to its end. With `capture` resolves to its stdout, otherwise its output goes to our stderr.
 * @param {string} command
 * @param {string[]} args
 * After `limitMs` it is killed, and counts as failed.
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, capture?: boolean, quiet?: boolean, limitMs?: number }} [options]
 * @returns {Promise<string>}
 */
export function runCommand(command, args, options = {}) {
  guardSignals();
  const isCaptured = options.capture || options.quiet;
  const child = spawn(command, args, {
    ...(options.cwd ? { cwd: options.cwd } : {}),
    env: options.env ?? process.env,
    ...(options.limitMs ? { timeout: options.limitMs, killSignal: 'SIGKILL' } : {}),
    stdio: ['ignore', isCaptured ? 'pipe' : 2, isCaptured ? 'pipe' : 2],
  });
  running.add(child);
  let stdout = '';
  let all = '';
  child.stdout?.on('data', (text) => {
    stdout += text;
    all += text;
  });
  child.stderr?.on('data', (text) => {
    all += text;
  });
  const line = [command, ...args].join(' ');
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      running.delete(child);
      reject(new CommandError(line, error.message, all));
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      if (code === 0) resolve(stdout);
      else reject(new CommandError(line, signal ? `ended by ${signal}` : `exit code ${code}`, all));
    });
  });
}
