/**
 * node setup/doctor.mjs [--json] [--quiet] [--live]
 *
 * Looks at everything a server needs and says how to mend what is missing; changes nothing. `--quiet` leaves out what
 * is well, `--live` only asks the running server. Exit code 1 when there is an error.
 */
import { parseArgs } from 'node:util';
import { addonLoads } from './checks/addon.mjs';
import { stepCheck, testPackages } from './checks/check.mjs';
import { whyNotLive } from './checks/live.mjs';
import { disk, memory, openFiles, port, processor } from './checks/machine.mjs';
import { createContext } from './context.mjs';
import { serverSteps } from './steps/order.mjs';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    live: { type: 'boolean', default: false },
  },
});

async function examine() {
  const context = createContext();
  const machine = [processor, memory, disk, openFiles, port];
  const checks = [...machine, ...serverSteps.map(stepCheck), addonLoads, testPackages];
  const lines = await Promise.all(checks.map((check) => check(context)));
  const errors = lines.filter(({ level }) => level === 'error').length;
  const warnings = lines.filter(({ level }) => level === 'warn').length;
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ checks: lines, errors, warnings }, null, 2)}\n`);
  } else {
    for (const { level, label, message, fix } of lines) {
      if (level === 'ok' && values.quiet) continue;
      process.stdout.write(`[${level}] ${label} ${message}\n`);
      if (fix && level !== 'ok') process.stdout.write(`        ${fix}\n`);
    }
    process.stdout.write(`Summary: ${errors} error(s), ${warnings} warning(s)\n`);
  }
  process.exitCode = errors > 0 ? 1 : 0;
}

if (values.live) {
  const reason = await whyNotLive(process.env);
  if (reason) {
    process.stderr.write(`${reason}\n`);
    process.exitCode = 1;
  }
} else {
  await examine();
}
