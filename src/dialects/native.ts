/** The words of kokoro-webui's clients: failures under `detail`, and JSON text with blanks after commas and colons. */
import { SpeechError } from '../errors.js';
import type { FailureDialect } from './failure.js';

/** Bodies of failed `/api` requests. A list of what is wrong with a body stands alone; everything else names its code. */
export const nativeFailures: FailureDialect = {
  body: (error, requestId, detail) => {
    const issues = schemaIssues(error, detail);
    if (issues !== undefined) return { detail: issues, request_id: requestId };
    return { detail: nativeMessage(error), code: error.code, request_id: requestId };
  },
  status: (error) => (error.code === 'TEXT_TOO_LONG' ? 422 : error.status),
};

/** What a client reads of a failure; a fault of ours is not explained to it. */
export function nativeMessage(error: SpeechError): string {
  return isFault(error) ? 'Synthesis failed.' : error.message;
}

/** The same inside a stream, where requests and faults are not told apart. */
export function streamMessage(error: unknown): string {
  if (!(error instanceof SpeechError) || isFault(error) || schemaCodes.has(error.code))
    return 'Streaming synthesis failed.';
  return error.code === 'VOICE_NOT_FOUND'
    ? error.message.replace(/\. Available voices:.*$/s, '')
    : error.message;
}

function isFault({ status }: SpeechError): boolean {
  return status === 500;
}

const schemaCodes: ReadonlySet<string> = new Set([
  'INVALID_JSON',
  'INVALID_REQUEST',
  'TEXT_TOO_LONG',
  'UNSUPPORTED_FORMAT',
]);

/** Pydantic's list, for what is wrong with a body; undefined for other failures. */
export function schemaIssues(error: SpeechError, detail: object | undefined): readonly unknown[] | undefined {
  if (!schemaCodes.has(error.code)) return undefined;
  if (Array.isArray(detail)) return detail;
  if (error.field === null) return undefined;
  const loc = ['body', ...error.field.split('.')];
  return [{ type: 'value_error', loc, msg: `Value error, ${error.message}` }];
}

/** JSON with `", "` and `": "` as separators, which line-based clients of kokoro-webui search for; without a line end. */
export function spacedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${JSON.stringify(key)}: ${spacedJson(member)}`);
  return `{${members.join(', ')}}`;
}
