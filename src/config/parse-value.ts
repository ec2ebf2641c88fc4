/** Words of an environment variable or flag to a value of a setting's type, and what to say when they are none. */
import { type TSchema, Type } from 'typebox';
import { Check } from 'typebox/value';

const yes = new Set(['1', 'true', 'yes', 'on']);
const no = new Set(['0', 'false', 'no', 'off']);

/** True for the words of a switch. */
export function isBooleanWord(text = ''): boolean {
  return yes.has(text.toLowerCase()) || no.has(text.toLowerCase());
}

/** A value that fits the schema, or what the schema allows. Strings are read, values of a config file are checked. */
export function parseValue(
  schema: TSchema,
  raw: unknown,
): { readonly value: unknown } | { readonly allowed: string } {
  const value = typeof raw === 'string' ? read(schema, raw.trim()) : raw;
  return Check(schema, value) ? { value } : { allowed: allowed(schema) };
}

function read(schema: TSchema, text: string): unknown {
  if (Type.IsBoolean(schema))
    return yes.has(text.toLowerCase()) || (no.has(text.toLowerCase()) ? false : text);
  if (Type.IsInteger(schema) || Type.IsNumber(schema)) return number(text);
  if (Type.IsArray(schema)) return list(text, schema.items);
  if (Type.IsRecord(schema)) return json(text);
  if (Type.IsEnum(schema)) return inCaseOf(schema.enum, text);
  if (!Type.IsUnion(schema)) return text;
  return schema.anyOf.some((branch) => Type.IsLiteral(branch) && branch.const === text.toLowerCase())
    ? text.toLowerCase()
    : number(text);
}

function number(text: string): unknown {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : text;
}

function list(text: string, items: TSchema): unknown {
  if (text.startsWith('[')) return json(text);
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map((item) => (Type.IsEnum(items) ? inCaseOf(items.enum, item) : item));
}

/** The word of a list that differs only in case, else the text itself. */
function inCaseOf(words: readonly unknown[], text: string): unknown {
  return words.find((word) => String(word).toLowerCase() === text.toLowerCase()) ?? text;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What a schema allows, to follow "must be": `an integer from 1 to 65535`. */
export function allowed(schema: TSchema): string {
  if (Type.IsBoolean(schema)) return 'true or false';
  if (Type.IsInteger(schema)) return `an integer ${range(schema)}`.trim();
  if (Type.IsNumber(schema)) return `a number ${range(schema)}`.trim();
  if (Type.IsLiteral(schema)) return String(schema.const);
  if (Type.IsEnum(schema)) return `one of ${schema.enum.join(', ')}`;
  if (Type.IsUnion(schema)) return schema.anyOf.map(allowed).join(' or ');
  if (Type.IsArray(schema))
    return `a list of ${Type.IsEnum(schema.items) ? schema.items.enum.join(', ') : 'strings'}`;
  if (Type.IsRecord(schema)) return 'a JSON object of numbers';
  return 'a string';
}

/** `from 1 to 65535`; empty without bounds. */
function range(schema: TSchema): string {
  const [minimum, maximum] = ['minimum', 'maximum'].map((bound) => Reflect.get(schema, bound));
  return minimum === undefined || maximum === undefined ? '' : `from ${minimum} to ${maximum}`;
}
