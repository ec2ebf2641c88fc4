/** The effective configuration for people and programs; secrets are never shown. */
import type { Reading } from './read.js';
import { type Setting, settings } from './schema.js';

/** The settings as text: one `NAME=value` line each, or one JSON object, with their sources if asked. */
export function printedConfig(reading: Reading, asJson: boolean, withSources: boolean): string {
  return asJson
    ? JSON.stringify(configObject(reading, withSources), null, 2)
    : configLines(reading, withSources);
}

function configLines({ config, origins }: Reading, withSources: boolean): string {
  const values = new Map<string, unknown>(Object.entries(config));
  return settings
    .map((setting) => {
      const value = JSON.stringify(shown(setting, values.get(setting.key))) ?? '';
      const source = withSources ? `  # ${origins[setting.key] ?? 'default'}` : '';
      return `${setting.variable}=${value}${source}`;
    })
    .join('\n');
}

/** The settings by variable: values, or values with their sources. */
export function configObject({ config, origins }: Reading, withSources: boolean): Record<string, unknown> {
  const values = new Map<string, unknown>(Object.entries(config));
  return Object.fromEntries(
    settings.map((setting) => {
      const value = shown(setting, values.get(setting.key)) ?? null;
      return [setting.variable, withSources ? { value, source: origins[setting.key] ?? 'default' } : value];
    }),
  );
}

function shown({ isSecret }: Setting, value: unknown): unknown {
  if (!isSecret) return value;
  const isSet = Array.isArray(value) ? value.length > 0 : value !== undefined;
  return isSet ? '***' : value;
}
