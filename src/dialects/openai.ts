/** How OpenAI's clients and those of Kokoro-FastAPI read a failure: both shapes in one body. */
import type { FailureCode, SpeechError } from '../errors.js';

/** The body of a failed `/v1` request. `detail` is what the thrower knows better than this table. */
export function openaiFailure(error: SpeechError, requestId: string, detail?: object): object {
  return {
    error: openaiErrorObject(error),
    detail: detail ?? (hasWrongValue(error) ? [valueIssue(error)] : plainDetail(error)),
    request_id: requestId,
  };
}

/** What Kokoro-FastAPI's clients read. */
function plainDetail(error: SpeechError): object {
  return {
    error: detailCodes[error.code] ?? (error.status < 500 ? 'validation_error' : 'processing_error'),
    message: error.field === 'input' ? (detailMessages[error.code] ?? error.message) : error.message,
    type: error.status === 403 ? 'permission_error' : typeOf(error),
  };
}

function hasWrongValue({ code, field }: SpeechError): boolean {
  return code === 'INVALID_REQUEST' && field !== null;
}

/** A value that fits the schema and is wrong all the same, in Pydantic's words. */
function valueIssue({ field, message }: SpeechError): object {
  return { type: 'value_error', loc: ['body', ...(field?.split('.') ?? [])], msg: `Value error, ${message}` };
}

/** The body for a path nobody answers. */
export function unknownPathFailure(error: SpeechError, requestId: string): object {
  return { error: openaiErrorObject(error), detail: 'Not Found', request_id: requestId };
}

/** The object that OpenAI's SDKs read: its four keys are always there. */
export function openaiErrorObject(error: SpeechError): object {
  return { message: error.message, type: typeOf(error), param: error.field, code: codeOf(error.code) };
}

function typeOf({ status }: SpeechError): string {
  if (status === 429) return 'rate_limit_error';
  return status < 500 ? 'invalid_request_error' : 'server_error';
}

/** OpenAI's own words where it has some. */
const codes: Partial<Record<FailureCode, string | null>> = {
  INVALID_JSON: 'json_invalid',
  INVALID_REQUEST: 'invalid_value',
  UNSUPPORTED_FORMAT: 'invalid_value',
  VOICE_INVALID: 'invalid_value',
  EMPTY_TEXT: 'empty_input',
  UNSPEAKABLE_TEXT: 'no_speakable_text',
  TEXT_TOO_LONG: 'string_above_max_length',
  TAGS_REQUIRED: 'invalid_request',
  FEATURE_DISABLED: 'permission_denied',
  UNAUTHORIZED: 'invalid_api_key',
  AUTH_THROTTLED: 'rate_limit_exceeded',
  RATE_LIMITED: 'rate_limit_exceeded',
  FILE_NOT_FOUND: 'not_found',
  INFERENCE_FAILED: null,
  ENCODER_FAILED: null,
  INVALID_INPUT: null,
  INTERNAL: null,
};

function codeOf(code: FailureCode): string | null {
  const known = codes[code];
  return known === undefined ? code.toLowerCase() : known;
}

const detailCodes: Partial<Record<FailureCode, string>> = {
  FEATURE_DISABLED: 'permission_denied',
  UNAUTHORIZED: 'unauthorized',
  AUTH_THROTTLED: 'too_many_failures',
  RATE_LIMITED: 'rate_limited',
  FILE_NOT_FOUND: 'not_found',
  QUEUE_FULL: 'queue_full',
  QUEUE_TIMEOUT: 'queue_timeout',
  NOT_READY: 'not_ready',
  DRAINING: 'draining',
  ENGINE_CLOSED: 'engine_closed',
  MODEL_LOAD_FAILED: 'not_ready',
};

const detailMessages: Partial<Record<FailureCode, string>> = { EMPTY_TEXT: 'Input text cannot be empty' };
