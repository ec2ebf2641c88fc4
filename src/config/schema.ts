/** Every setting with its default, range, unit, aliases and meaning. Names, messages and the documentation come from here. */
import { type Static, type TSchema, Type } from 'typebox';
import { Default, Parse } from 'typebox/value';
import { accessSettings } from './access-settings.js';
import { diagnostics } from './diagnostics.js';
import { engineSettings } from './engine-settings.js';
import { fileSettings } from './file-settings.js';
import { network } from './network.js';
import { pageSettings } from './page-settings.js';
import { pauseSettings } from './pause-settings.js';
import { runtimeSettings } from './runtime-settings.js';
import { speechDefaults } from './speech-defaults.js';
import { textSettings } from './text-settings.js';
import { workSettings } from './work-settings.js';

/** Sections as the documentation shows them. */
export const sections = {
  Network: network,
  Access: accessSettings,
  Pages: pageSettings,
  'Speech defaults': speechDefaults,
  Text: textSettings,
  Pauses: pauseSettings,
  Engine: engineSettings,
  Work: workSettings,
  Runtime: runtimeSettings,
  'Files and closed routes': fileSettings,
  'Logs and configuration': diagnostics,
} as const;

export const ConfigSchema = Type.Object({
  ...network,
  ...accessSettings,
  ...pageSettings,
  ...speechDefaults,
  ...textSettings,
  ...pauseSettings,
  ...engineSettings,
  ...workSettings,
  ...runtimeSettings,
  ...fileSettings,
  ...diagnostics,
});

export type Config = Static<typeof ConfigSchema>;

/** A whole configuration: the values that are set, defaults for the others. Throws when a value does not fit. */
export function withDefaults(values: Readonly<Record<string, unknown>>): Config {
  return Parse(ConfigSchema, Default(ConfigSchema, { ...openOrigins(values), ...values }));
}

/** Whom pages may belong to when nobody says so: anybody, as long as no key is asked for. */
function openOrigins({ requireAuth, apiKey, apiKeysFile }: Readonly<Record<string, unknown>>): object {
  const hasKeys = (Array.isArray(apiKey) && apiKey.length > 0) || apiKeysFile !== undefined;
  return { allowedOrigins: hasKeys && requireAuth !== false ? [] : ['*'] };
}

/** One setting: its key in Config and what TypeBox and we know of it. */
export interface Setting {
  readonly key: string;
  /** `KOKORO_MAX_BODY_BYTES` for `maxBodyBytes`. */
  readonly variable: string;
  /** `max-body-bytes`; on the command line after two hyphens. */
  readonly flag: string;
  /** `max_body_bytes`, in a config file. */
  readonly fileKey: string;
  /** Peers' environment variables, strongest first. */
  readonly aliases: readonly string[];
  readonly unit: string | undefined;
  /** Its value is never shown, and may lie in the file that `<NAME>_FILE` names. */
  readonly isSecret: boolean;
  /** A list to which every name and source adds. */
  readonly isMerged: boolean;
  /** It is accepted and checked, and nothing reads it yet. */
  readonly hasNoEffect: boolean;
  readonly description: string;
  readonly schema: TSchema;
}

/** All settings in the schema's order. */
export const settings: readonly Setting[] = Object.entries(ConfigSchema.properties).map(([key, schema]) =>
  setting(key, schema),
);

function setting(key: string, schema: TSchema): Setting {
  const fileKey = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return {
    key,
    variable: `KOKORO_${fileKey.toUpperCase()}`,
    flag: fileKey.replaceAll('_', '-'),
    fileKey,
    aliases: strings(Reflect.get(schema, 'aliases')),
    unit: strings([Reflect.get(schema, 'unit')])[0],
    isSecret: Reflect.get(schema, 'secret') === true,
    isMerged: Reflect.get(schema, 'merged') === true,
    hasNoEffect: Reflect.get(schema, 'hasNoEffect') === true,
    description: strings([Reflect.get(schema, 'description')])[0] ?? '',
    schema,
  };
}

function strings(values: unknown): string[] {
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}
