/** Checks JSON against a TypeBox schema and words what is wrong as the peers' clients expect it. */
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import { DetailedError } from './detailed-error.js';
import { missingIssue, type SchemaIssue, schemaIssue } from './schema-issue.js';

/** Entries of `detail` that a client is told at most. */
const mostIssues = 20;

/**
 * Compiles a schema once. The result fills in defaults, drops members the schema does not know (`__proto__`
 * among them), then accepts a value or throws INVALID_REQUEST naming the field, with Pydantic's list as detail.
 */
export function validator<Schema extends TSchema>(schema: Schema): (value: unknown) => Static<Schema> {
  const compiled = Compile(schema);
  return (value) => {
    const known = compiled.Clean(compiled.Default(copied(value)));
    if (compiled.Check(known)) return known;
    throw invalid(issuesOf(compiled.Errors(known), value));
  };
}

/** Defaults are written into what is given: the client's own value is kept for the message. */
function copied(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : value;
}

function invalid(issues: readonly SchemaIssue[]): DetailedError {
  const [first] = issues;
  const field = first?.loc.slice(1).join('.') || 'body';
  return new DetailedError('INVALID_REQUEST', `${field}: ${first?.msg ?? 'is not valid'}`, issues, { field });
}

/** One issue per wrong value: of a union's many complaints the one that meets the value best. */
function issuesOf(errors: readonly TLocalizedValidationError[], root: unknown): SchemaIssue[] {
  const byPlace = new Map<string, TLocalizedValidationError[]>();
  for (const error of errors) {
    if (error.keyword === 'anyOf') continue;
    const alike = byPlace.get(error.instancePath);
    if (alike === undefined) byPlace.set(error.instancePath, [error]);
    else alike.push(error);
  }
  const places = [...byPlace.keys()];
  const issues: SchemaIssue[] = [];
  for (const [place, alike] of byPlace) {
    // A branch of a union got further into the value: its complaint is about the member, not about the whole.
    if (
      places.some((other) => other.startsWith(`${place}/`)) &&
      alike.every(({ keyword }) => keyword === 'type')
    )
      continue;
    issues.push(...issuesAt(place, alike, root));
  }
  return issues.slice(0, mostIssues);
}

function issuesAt(place: string, alike: readonly TLocalizedValidationError[], root: unknown): SchemaIssue[] {
  const path = place.split('/').slice(1).map(fromPointer);
  const value = valueAt(root, path);
  const loc = ['body', ...path.map((key) => (/^\d+$/.test(key) ? Number(key) : key))];
  const error = alike.find(({ keyword }) => keyword !== 'type') ?? alike[0];
  if (error === undefined) return [];
  if (error.keyword !== 'required') return [schemaIssue(error, loc, value)];
  return error.params.requiredProperties.map((name) => missingIssue([...loc, name], value));
}

/** Undoes JSON Pointer's escapes. */
function fromPointer(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
