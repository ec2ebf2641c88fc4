/** The key file: one JSON object a line, `{"id","sha256","name","scopes","rpm","chars_per_min","concurrent","expires"}`. */
import { readFileSync, statSync } from 'node:fs';
import { type KeyEntry, type Scope, scopes } from './api-keys.js';

/** Reads a key file. Throws an Error naming the line and the member that is wrong, or the mode of the file. */
export function readKeyFile(path: string): KeyEntry[] {
  if ((statSync(path).mode & 0o004) !== 0)
    throw new Error(`${path} is readable by everybody. Run: chmod 600 ${path}`);
  return parseKeys(readFileSync(path, 'utf8'));
}

/** Keys of a file's text; empty lines are skipped. Throws an Error naming the line and the member that is wrong. */
export function parseKeys(text: string): KeyEntry[] {
  const entries = text
    .split(/\r?\n/)
    .flatMap((line, at) => (line.trim() === '' ? [] : [entryOf(line, at + 1)]));
  const ids = entries.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new Error(`The id ${JSON.stringify(twice)} is there twice.`);
  return entries;
}

/** A key as a line of the file, without its line end. */
export function keyLine({
  id,
  sha256,
  name,
  scopes,
  rpm,
  charsPerMin,
  concurrent,
  expires,
}: KeyEntry): string {
  const until = expires === undefined ? undefined : new Date(expires).toISOString();
  return JSON.stringify({
    id,
    sha256,
    name,
    scopes,
    rpm,
    chars_per_min: charsPerMin,
    concurrent,
    expires: until,
  });
}

function entryOf(line: string, number: number): KeyEntry {
  const wrong = (what: string): Error => new Error(`Line ${number}: ${what}`);
  const object = parsed(line);
  if (object === undefined) throw wrong('must be a JSON object.');
  const text = (member: string): string | undefined => {
    const value = object.get(member) ?? undefined;
    if (value !== undefined && typeof value !== 'string') throw wrong(`"${member}" must be a string.`);
    return value;
  };
  const count = (member: string): number | undefined => {
    const value = object.get(member) ?? undefined;
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
      throw wrong(`"${member}" must be an integer of at least 0.`);
    return value;
  };
  const id = text('id');
  const sha256 = text('sha256');
  if (!id) throw wrong('"id" must be a string.');
  if (sha256 === undefined || !/^[0-9a-f]{64}$/i.test(sha256))
    throw wrong('"sha256" must be 64 hexadecimal digits.');
  return {
    id,
    sha256,
    name: text('name'),
    scopes: scopesOf(object.get('scopes'), wrong),
    rpm: count('rpm'),
    charsPerMin: count('chars_per_min'),
    concurrent: count('concurrent'),
    expires: momentOf(object.get('expires'), wrong),
  };
}

function parsed(line: string): Map<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? new Map(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}

function scopesOf(value: unknown, wrong: (what: string) => Error): Scope[] | undefined {
  if (value === undefined || value === null) return undefined;
  const known = scopes.filter((scope) => Array.isArray(value) && value.includes(scope));
  if (!Array.isArray(value) || known.length !== new Set(value).size)
    throw wrong(`"scopes" must be a list of ${scopes.join(', ')}.`);
  return known.length > 0 ? known : undefined;
}

/** Unix ms of an ISO 8601 moment or of Unix seconds. */
function momentOf(value: unknown, wrong: (what: string) => Error): number | undefined {
  if (value === undefined || value === null) return undefined;
  const moment = typeof value === 'number' ? value * 1000 : Date.parse(String(value));
  if (!Number.isFinite(moment)) throw wrong('"expires" must be a date as 2030-12-31T00:00:00Z.');
  return moment;
}
