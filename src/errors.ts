/**
 * Every failure a client can see. One row per code: this table is the API's error contract
 * (docs/errors.md is generated from it, and each native ErrorCode has a row here).
 */
const failures = {
  INVALID_JSON: { status: 422, retryable: false },
  INVALID_REQUEST: { status: 422, retryable: false },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, retryable: false },
  LENGTH_REQUIRED: { status: 411, retryable: false },
  BODY_TOO_LARGE: { status: 413, retryable: false },
  EMPTY_TEXT: { status: 400, retryable: false },
  UNSPEAKABLE_TEXT: { status: 400, retryable: false },
  TEXT_TOO_LONG: { status: 400, retryable: false },
  AUDIO_TOO_LONG: { status: 400, retryable: false },
  PAUSE_TOTAL_EXCEEDED: { status: 400, retryable: false },
  TOO_MANY_SEGMENTS: { status: 400, retryable: false },
  VOICE_NOT_FOUND: { status: 400, retryable: false },
  VOICE_INVALID: { status: 400, retryable: false },
  MODEL_NOT_FOUND: { status: 400, retryable: false },
  UNSUPPORTED_LANGUAGE: { status: 400, retryable: false },
  UNSUPPORTED_FORMAT: { status: 422, retryable: false },
  MALFORMED_SSML: { status: 400, retryable: false },
  TAGS_REQUIRED: { status: 400, retryable: false },
  FEATURE_DISABLED: { status: 403, retryable: false },
  ORIGIN_FORBIDDEN: { status: 403, retryable: false },
  HOST_FORBIDDEN: { status: 403, retryable: false },
  UNAUTHORIZED: { status: 401, retryable: false },
  AUTH_THROTTLED: { status: 429, retryable: true },
  RATE_LIMITED: { status: 429, retryable: true },
  ROUTE_NOT_FOUND: { status: 404, retryable: false },
  FILE_NOT_FOUND: { status: 404, retryable: false },
  METHOD_NOT_ALLOWED: { status: 405, retryable: false },
  QUEUE_FULL: { status: 503, retryable: true },
  QUEUE_TIMEOUT: { status: 503, retryable: true },
  NOT_READY: { status: 503, retryable: true },
  DRAINING: { status: 503, retryable: true },
  ENGINE_CLOSED: { status: 503, retryable: true },
  DEADLINE_EXCEEDED: { status: 504, retryable: true },
  INFERENCE_FAILED: { status: 500, retryable: true },
  ENCODER_FAILED: { status: 500, retryable: true },
  MODEL_LOAD_FAILED: { status: 503, retryable: true },
  CANCELLED: { status: 499, retryable: false },
  INVALID_INPUT: { status: 500, retryable: false },
  INTERNAL: { status: 500, retryable: false },
} as const;

export type FailureCode = keyof typeof failures;

/** True if `code` is a row of the failure table. */
export function isFailureCode(code: unknown): code is FailureCode {
  return typeof code === 'string' && Object.hasOwn(failures, code);
}

export interface FailureDetail extends ErrorOptions {
  /** The request field at fault, nested fields with dots. */
  readonly field?: string | undefined;
  /** Seconds for `Retry-After`, when the failure is retryable. */
  readonly retryAfterSec?: number | undefined;
}

/** A failure that is meant for a client: status and retry come from the table, the words from whoever raised it. */
export class SpeechError extends Error {
  override readonly name = 'SpeechError';
  readonly status: number;
  readonly retryable: boolean;
  readonly field: string | null;
  readonly retryAfterSec: number | null;

  constructor(
    readonly code: FailureCode,
    message: string,
    { field, retryAfterSec, ...options }: FailureDetail = {},
  ) {
    super(message, options);
    this.status = failures[code].status;
    this.retryable = failures[code].retryable;
    this.field = field ?? null;
    this.retryAfterSec = retryAfterSec ?? null;
  }
}
