/** Command line, environment, files and defaults to one checked configuration. Pure but for the files it reads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { effectlessWarnings } from './effectless.js';
import { parseEnvFile } from './env-file.js';
import { parseFlags } from './flags.js';
import { type Layer, resolveLayers } from './layers.js';
import { ignoredVariables, isPeerName, peerWarnings } from './peer-names.js';
import { type ProfileName, profileNames, profileSettings } from './profiles.js';
import { type Config, withDefaults } from './schema.js';
import { secretFileNames, withSecretFiles } from './secret-files.js';
import { settled } from './settled.js';

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
  /** What only those who debug want to know. */
  readonly remarks: readonly string[];
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
    variableLayer('environment', withSecretFiles(env, problems)),
    variableLayer(envFile?.path ?? '.env', withSecretFiles(dotEnv, problems)),
    fileLayer(file, problems),
  ];
  const explicit = resolveLayers(layers);
  const profile = profileOf(explicit.values.apiProfile);
  const all = resolveLayers([...layers, profileLayer(profile)]);
  const variables = { ...dotEnv, ...env };
  const { values, problems: disagreements } = settled(all.values, explicit.values, profile, variables.ORIGIN);
  problems.push(...explicit.problems, ...disagreements);
  const effectless = effectlessWarnings(explicit.values, explicit.origins);
  const warnings = [...explicit.warnings, ...peerWarnings(variables), ...effectless];
  (explicit.values.strictConfig === true ? problems : warnings).push(...explicit.unknown);
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    config: withDefaults(values),
    origins: all.origins,
    warnings,
    remarks: ignoredVariables(variables).map((name) => `${name} is ignored.`),
    switches: flags.switches,
  };
}

/** The profile that is asked for; an unknown one is a problem already. */
function profileOf(name: unknown): ProfileName {
  return profileNames.find((known) => known === name) ?? 'default';
}

function flagLayer(values: Layer['values']): Layer {
  return {
    name: 'flag',
    values,
    names: ({ flag }) => [flag],
    spoken: (name) => `--${name}`,
    isKnown: () => true, // parseFlags has refused unknown ones
  };
}

function variableLayer(name: string, values: Layer['values']): Layer {
  return {
    name,
    values,
    names: ({ variable, aliases }) => [variable, ...aliases],
    spoken: (variable) => variable,
    isKnown: (variable) =>
      !variable.startsWith('KOKORO_') || isPeerName(variable) || secretFileNames.includes(variable),
  };
}

function fileLayer(file: { path: string; text: string } | undefined, problems: string[]): Layer {
  const path = file?.path ?? 'file';
  return {
    name: path,
    values: file === undefined ? {} : parseObject(file, problems),
    names: ({ fileKey }) => [fileKey],
    spoken: (key) => `"${key}" in ${path}`,
    isKnown: () => false,
  };
}

function profileLayer(profile: ProfileName): Layer {
  return {
    name: 'profile',
    values: profileSettings(profile),
    names: ({ fileKey }) => [fileKey],
    spoken: () => profile,
    isKnown: () => false,
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
