/** `doctor`: the set-up's own examination of the machine. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../config.js';
import type { Command } from './command.js';

export const doctorCommand: Command = {
  name: 'doctor',
  usage: '[--json] [--quiet] [--live]',
  summary: 'examines the machine and says what is missing',
  run: async (args) => {
    const script = join(projectRoot, 'setup', 'doctor.mjs');
    process.argv = [process.execPath, script, ...args];
    await import(pathToFileURL(script).href);
    return Number(process.exitCode ?? 0);
  },
};
