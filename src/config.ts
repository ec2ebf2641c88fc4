/** The one reader of the environment: what the process is told becomes a Config, or the process ends with an explanation. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError, type Reading, readConfig } from './config/read.js';
import { type Config, settings } from './config/schema.js';

export { ConfigError } from './config/read.js';
export type { Config } from './config/schema.js';

/** Folder of package.json: the sources' or the compiled program's. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The server's version. */
export const version = readVersion(projectRoot);

/**
 * Reads the configuration of this process. Ends it for `--help`, `--version` and `--print-config` (exit 0), and with
 * every problem listed when the configuration is wrong (exit 2). `warn` hears of what is merely odd.
 */
export function configure(args: readonly string[]): { config: Config; warnings: readonly string[] } {
  try {
    const reading = readConfig({ args, env: process.env, directory: process.cwd() });
    answerSwitches(reading);
    return reading;
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

function answerSwitches({ config, origins, switches }: Reading): void {
  if (switches.has('help')) print(help());
  if (switches.has('version')) print(version);
  if (switches.has('print-config')) print(printed(config, switches.has('sources') ? origins : undefined));
}

function print(text: string): never {
  process.stdout.write(`${text}\n`);
  process.exit(0);
}

/** Effective values, one a line, with their sources if asked. */
function printed(config: Config, origins: Reading['origins'] | undefined): string {
  const values = new Map<string, unknown>(Object.entries(config));
  return settings
    .map(({ key, variable }) => {
      const value = JSON.stringify(values.get(key)) ?? '';
      return `${variable}=${value}${origins === undefined ? '' : `  # ${origins[key] ?? 'default'}`}`;
    })
    .join('\n');
}

function help(): string {
  const lines = settings.map(({ flag, description }) => `  --${flag.padEnd(28)} ${description}`);
  return [
    'kokoro-native [serve] [flags]',
    '',
    ...lines,
    '',
    '  --print-config [--sources]',
    '  --version',
    '  --help',
  ].join('\n');
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
