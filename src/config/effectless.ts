/** Settings that are accepted for the sake of what will read them, and what their user should know until then. */
import { isDeepStrictEqual } from 'node:util';
import { settings } from './schema.js';

/** A warning for each that is set to something else than its default; `origins` tell where. */
export function effectlessWarnings(
  values: Readonly<Record<string, unknown>>,
  origins: Readonly<Record<string, string>>,
): string[] {
  return settings
    .filter(({ key, hasNoEffect }) => hasNoEffect && values[key] !== undefined)
    .filter(({ key, schema }) => !isDeepStrictEqual(values[key], Reflect.get(schema, 'default')))
    .map(({ key, variable }) => `${variable} has no effect yet (${origins[key] ?? 'set'}).`);
}
