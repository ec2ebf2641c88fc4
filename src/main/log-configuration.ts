import { configObject, type Reading } from '../config.js';
import type { Log } from '../log.js';

/** Tells the log, once, of warnings and of the settings that count; those who debug hear where each comes from. */
export function logConfiguration(reading: Reading, log: Log): void {
  for (const warning of reading.warnings) log.warn(warning);
  for (const remark of reading.remarks) log.debug(remark);
  log.info('configuration', { settings: configObject(reading, false) });
  log.debug('sources of the configuration', { settings: configObject(reading, true) });
}
