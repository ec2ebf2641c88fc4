import { type Config, ConfigError } from '../config.js';
import type { Log } from '../log.js';

/** Warns of formats that were asked for and are not part of this build. Throws ConfigError when none is. */
export function checkFormats({ formats }: Config, built: readonly string[], log: Log): void {
  const missing = formats.filter((format) => !built.includes(format));
  if (missing.length === formats.length)
    throw new ConfigError([
      `KOKORO_FORMATS must name a format of this build: ${built.join(', ')}; got ${formats.join(', ')}.`,
    ]);
  if (missing.length > 0) log.warn('formats are not part of this build', { formats: missing.join(', ') });
}
