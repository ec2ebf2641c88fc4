import { type Config, ConfigError } from '../config.js';
import type { Log } from '../log.js';

/** Says loudly that the GPU is not used although it was asked for; with KOKORO_STRICT_PROVIDER it ends the start. */
export function checkProvider({ strictProvider }: Config, fallback: string, log: Log): void {
  if (fallback === '') return;
  if (strictProvider) throw new ConfigError([`KOKORO_PROVIDER is not available here: ${fallback}`]);
  log.warn('the GPU is not used, the CPU speaks', { reason: fallback });
}
