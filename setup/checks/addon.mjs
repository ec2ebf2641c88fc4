/** Whether the addon that was built can be loaded into this Node: what a start would find out. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, runCommand } from '../run-command.mjs';

/** @type {import('./check.mjs').Check} */
export const addonLoads = async ({ root, env }) => {
  const label = 'addon loads';
  const path = join(root, 'build', 'Release', 'tts.node');
  const fix = 'npm run build:native';
  try {
    await access(path);
  } catch {
    return { level: 'error', label, message: `no ${path}`, fix };
  }
  try {
    // In a process of its own: a broken addon may end it.
    await runCommand(process.execPath, ['-e', `require(${JSON.stringify(path)})`], { env, quiet: true });
    return { level: 'ok', label, message: path };
  } catch (error) {
    const output = error instanceof CommandError ? error.output : '';
    const reason = /^Error: (.*)$/m.exec(output)?.[1] ?? String(error).split('\n')[0];
    return { level: 'error', label, message: String(reason), fix };
  }
};
