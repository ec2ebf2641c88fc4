/** Command line, environment, files and defaults to one checked configuration. Pure but for the files it reads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvFile } from './env-file.js';
import { parseFlags } from './flags.js';
import { type Layer, resolveLayers } from './layers.js';
import { type Config, withDefaults } from './schema.js';
import { tokenTargets } from './token-targets.js';

export interface ConfigSources {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where `.env` and `kokoro.json` are looked for. */
  readonly directory: string;
}

export interface Reading {
  readonly config: Config;
  /** Where each value that is no default comes from, by key. */
  readonly origins: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
  readonly switches: ReadonlySet<string>;
}

/** Every problem of a configuration at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** Reads all sources, strongest first. Throws ConfigError with all problems. */
export function readConfig({ args, env, directory }: ConfigSources): Reading {
  const flags = parseFlags(args);
  const problems = [...flags.problems];
  const named = (flag: string, variable: string): string | undefined =>
    flags.values[flag] || env[variable] || undefined;
  const envFile = readText(named('env-file', 'KOKORO_ENV_FILE'), [join(directory, '.env')], problems);
  const dotEnv = parseEnvFile(envFile?.text ?? '');
  const files = [join(directory, 'kokoro.json'), '/etc/kokoro/config.json'];
  const file = readText(
    named('config-file', 'KOKORO_CONFIG_FILE') ?? dotEnv.KOKORO_CONFIG_FILE,
    files,
    problems,
  );
  const layers = [
    flagLayer(flags.values),
    variableLayer('environment', env),
    variableLayer(envFile?.path ?? '.env', dotEnv),
    fileLayer(file, problems),
  ];
  const resolution = resolveLayers(layers);
  problems.push(...resolution.problems);
  const lengths = tokenTargets(resolution.values);
  if ('problem' in lengths) problems.push(lengths.problem);
  const warnings = [...resolution.warnings];
  if (resolution.values.strictConfig === true) problems.push(...warnings.splice(0));
  if (problems.length > 0) throw new ConfigError(problems);
  const config = withDefaults({
    ...preferredFormat(resolution.values),
    ...('targets' in lengths && lengths.targets),
  });
  return { config, origins: resolution.origins, warnings, switches: flags.switches };
}

/** A list of formats says the default, too: its first, unless one is named. */
function preferredFormat(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const [first] = Array.isArray(values.formats) ? values.formats : [];
  return first === undefined || values.defaultFormat !== undefined
    ? { ...values }
    : { ...values, defaultFormat: first };
}

const isOurVariable = (name: string): boolean => name.startsWith('KOKORO_');

function flagLayer(values: Layer['values']): Layer {
  return {
    name: 'flag',
    values,
    names: ({ flag }) => [flag],
    spoken: (name) => `--${name}`,
    isOurs: () => false, // parseFlags has refused unknown ones
  };
}

function variableLayer(name: string, values: Layer['values']): Layer {
  return {
    name,
    values,
    names: ({ variable, aliases }) => [variable, ...aliases],
    spoken: (variable) => variable,
    isOurs: isOurVariable,
  };
}

function fileLayer(file: { path: string; text: string } | undefined, problems: string[]): Layer {
  const path = file?.path ?? 'file';
  return {
    name: path,
    values: file === undefined ? {} : parseObject(file, problems),
    names: ({ fileKey }) => [fileKey],
    spoken: (key) => `"${key}" in ${path}`,
    isOurs: () => true,
  };
}

function parseObject(
  { path, text }: { path: string; text: string },
  problems: string[],
): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
    problems.push(`${path} must hold a JSON object.`);
  } catch (error) {
    problems.push(`${path} is not valid JSON: ${String(error)}.`);
  }
  return {};
}

/** The named file, or the first of the usual ones that is there; a named one that is missing is a problem. */
function readText(
  named: string | undefined,
  usual: readonly string[],
  problems: string[],
): { path: string; text: string } | undefined {
  for (const path of named === undefined ? usual : [named]) {
    try {
      return { path, text: readFileSync(path, 'utf8') };
    } catch (error) {
      if (named !== undefined) problems.push(`${path} cannot be read: ${String(error)}.`);
    }
  }
  return undefined;
}
