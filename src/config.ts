/** The one reader of the environment: what the process is told becomes a Config, or a list of what is wrong. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printedConfig } from './config/printed.js';
import { ConfigError, type Reading, readConfig } from './config/read.js';
import type { Config } from './config/schema.js';

export { nearest } from './config/nearest.js';
export { configObject, printedConfig } from './config/printed.js';
export { profileTraits } from './config/profiles.js';
export { ConfigError, type Reading } from './config/read.js';
export { type Config, settings } from './config/schema.js';

/** Folder of package.json: the sources' or the compiled program's. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The server's version. */
export const version = readVersion(projectRoot);

/** Reads the configuration of this process. Throws ConfigError with every problem. */
export function readSettings(args: readonly string[]): Reading {
  return readConfig({ args, env: process.env, directory: process.cwd() });
}

/**
 * The same, explained to whoever started the process: ends it for `--print-config` with 0, and with 2 after listing
 * all that is wrong.
 */
export function configure(args: readonly string[]): Reading {
  try {
    const reading = readSettings(args);
    if (!reading.switches.has('print-config')) return reading;
    const { switches } = reading;
    process.stdout.write(`${printedConfig(reading, switches.has('json'), switches.has('sources'))}\n`);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.problems.join('\n')}\n`);
    process.exit(2);
  }
}

/** Where fetched and imported files lie. */
export function cacheDirectory(config: Config): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return config.cacheDir ?? join(base, 'kokoro-native');
}

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json')) || dirname(from) === from) return from;
  return findRoot(dirname(from));
}

function readVersion(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const read =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : undefined;
  return typeof read === 'string' ? read : '0.0.0';
}
