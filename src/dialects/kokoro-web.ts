/** The words of kokoro-web's clients: one message, and for a wrong body those of its schema library (Zod). */
import type { SpeechError } from '../errors.js';
import type { FailureDialect } from './failure.js';

/** Bodies of failed `/api/v1` requests. */
export const kokoroWebFailures: FailureDialect = {
  body: (error, requestId, detail) => ({
    message: messageOf(error, detail),
    code: error.code,
    request_id: requestId,
  }),
  status: (error) => (error.status === 422 ? 400 : error.status),
};

function messageOf(error: SpeechError, detail: object | undefined): string {
  if (error.status === 500 || error.status === 504) return 'Internal Error';
  if (error.code === 'UNAUTHORIZED')
    return error.cause === 'no key was sent' ? 'Authorization header is missing' : 'Unauthorized';
  if (error.status !== 400 && error.status !== 422) return error.message;
  const issues = Array.isArray(detail) && error.code === 'INVALID_REQUEST' ? detail.filter(isIssue) : [];
  const words = issues.length > 0 ? issues.map(zodWords).join('; ') : error.message;
  return `Validation error: ${words}`;
}

/** An entry of the list that the schema check makes, in Pydantic's words. */
interface Issue {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input?: unknown;
  readonly ctx?: Readonly<Record<string, unknown>>;
}

function isIssue(value: unknown): value is Issue {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    'loc' in value &&
    Array.isArray(value.loc)
  );
}

function zodWords(issue: Issue): string {
  const place = issue.loc.slice(1).join('.');
  return place === '' ? wordsOf(issue) : `${wordsOf(issue)} at "${place}"`;
}

const typeNames: Readonly<Record<string, string>> = {
  string_type: 'string',
  float_type: 'number',
  int_type: 'integer',
  bool_type: 'boolean',
  list_type: 'array',
  dict_type: 'object',
};

function wordsOf({ type, msg, input, ctx = {} }: Issue): string {
  switch (type) {
    case 'missing':
      return 'Required';
    case 'less_than_equal':
      return `Number must be less than or equal to ${ctx.le}`;
    case 'greater_than_equal':
      return `Number must be greater than or equal to ${ctx.ge}`;
    case 'string_too_short':
      return `String must contain at least ${ctx.min_length} character(s)`;
    case 'string_too_long':
      return `String must contain at most ${ctx.max_length} character(s)`;
    case 'literal_error':
      return `Invalid enum value. Expected ${expectedOf(ctx.expected)}, received '${input}'`;
    default: {
      const expected = typeNames[type];
      return expected === undefined ? msg : `Expected ${expected}, received ${received(input)}`;
    }
  }
}

/** `'a', 'b' or 'c'` as `'a' | 'b' | 'c'`. */
function expectedOf(list: unknown): string {
  return String(list).replaceAll(', ', ' | ').replace(' or ', ' | ');
}

function received(input: unknown): string {
  if (input === null) return 'null';
  return Array.isArray(input) ? 'array' : typeof input;
}
