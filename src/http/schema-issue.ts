/** TypeBox's errors in the words of Pydantic, which clients of the peers parse. */
import type { TLocalizedValidationError } from 'typebox/error';

/** One entry of `detail` of a schema error. */
export interface SchemaIssue {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input: unknown;
  readonly ctx?: Readonly<Record<string, unknown>>;
}

/** Characters of a wrong value that are repeated to the client. */
const longestInput = 200;

/** The entry for one error; `value` is what stands at the error's place. */
export function schemaIssue(
  error: TLocalizedValidationError,
  loc: (string | number)[],
  value: unknown,
): SchemaIssue {
  return { ...(items(error, value) ?? wording(error)), loc, input: cut(value) };
}

/** The entry for a property that is not there; `parent` is the object that lacks it. */
export function missingIssue(loc: (string | number)[], parent: unknown): SchemaIssue {
  return { type: 'missing', loc, msg: 'Field required', input: cut(parent) };
}

/** What is said of a list that is too short or too long. */
function items(error: TLocalizedValidationError, value: unknown): Wording | undefined {
  if (!Array.isArray(value) || (error.keyword !== 'minItems' && error.keyword !== 'maxItems'))
    return undefined;
  const { limit } = error.params;
  const isShort = error.keyword === 'minItems';
  const count = `${limit} ${Number(limit) === 1 ? 'item' : 'items'}`;
  return {
    type: isShort ? 'too_short' : 'too_long',
    msg: `List should have at ${isShort ? 'least' : 'most'} ${count} after validation, not ${value.length}`,
    ctx: {
      field_type: 'List',
      [isShort ? 'min_length' : 'max_length']: Number(limit),
      actual_length: value.length,
    },
  };
}

type Wording = Pick<SchemaIssue, 'type' | 'msg' | 'ctx'>;

function wording(error: TLocalizedValidationError): Wording {
  switch (error.keyword) {
    case 'type':
      return (
        typeWording[String(error.params.type)] ?? {
          type: 'value_error',
          msg: `Value error, ${error.message}`,
        }
      );
    case 'minimum':
      return bound('greater_than_equal', 'greater than or equal to', 'ge', error.params.limit);
    case 'maximum':
      return bound('less_than_equal', 'less than or equal to', 'le', error.params.limit);
    case 'minLength':
      return length('string_too_short', 'at least', 'min_length', error.params.limit);
    case 'maxLength':
      return length('string_too_long', 'at most', 'max_length', error.params.limit);
    case 'enum':
      return literal(error.params.allowedValues);
    case 'const':
      return literal([error.params.allowedValue]);
    default:
      return { type: 'value_error', msg: `Value error, ${error.message}` };
  }
}

const typeWording: Readonly<Record<string, Wording>> = {
  string: { type: 'string_type', msg: 'Input should be a valid string' },
  number: { type: 'float_type', msg: 'Input should be a valid number' },
  integer: { type: 'int_type', msg: 'Input should be a valid integer' },
  boolean: { type: 'bool_type', msg: 'Input should be a valid boolean' },
  array: { type: 'list_type', msg: 'Input should be a valid list' },
  object: { type: 'dict_type', msg: 'Input should be a valid dictionary' },
};

function bound(type: string, words: string, key: string, limit: number | bigint): Wording {
  return { type, msg: `Input should be ${words} ${limit}`, ctx: { [key]: Number(limit) } };
}

function length(type: string, words: string, key: string, limit: number): Wording {
  const characters = limit === 1 ? 'character' : 'characters';
  return { type, msg: `String should have ${words} ${limit} ${characters}`, ctx: { [key]: limit } };
}

/** "Input should be 'a', 'b' or 'c'". */
export function literal(values: readonly unknown[]): Wording {
  const quoted = values.map((value) => `'${String(value)}'`);
  const last = quoted.pop() ?? '';
  const expected = quoted.length > 0 ? `${quoted.join(', ')} or ${last}` : last;
  return { type: 'literal_error', msg: `Input should be ${expected}`, ctx: { expected } };
}

/** A value short enough to be repeated. */
function cut(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, longestInput);
  if (typeof value !== 'object' || value === null) return value ?? null;
  const json = JSON.stringify(value);
  return json.length <= longestInput ? value : json.slice(0, longestInput);
}
