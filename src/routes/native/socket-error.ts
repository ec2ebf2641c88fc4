/** Failures as messages of /ws/speak-stream. */
import { schemaIssues, streamMessage } from '../../dialects/native.js';
import { SpeechError } from '../../errors.js';
import { DetailedError } from '../../http/detailed-error.js';

/** The message for a failure after so many chunks. */
export function socketError(error: unknown, sent: number): object {
  const detail = streamMessage(error);
  if (!(error instanceof SpeechError)) return { type: 'error', detail, chunk_index: sent };
  const errors = schemaIssues(error, error instanceof DetailedError ? error.detail : undefined);
  if (errors !== undefined) return { type: 'error', detail, code: 'INVALID_REQUEST', errors };
  if (error.code === 'EMPTY_TEXT') return { type: 'error', detail };
  if (error.status === 503)
    return { type: 'error', detail, chunk_index: sent, retry_after: error.retryAfterSec ?? 1 };
  if (error.status >= 500) return { type: 'error', detail, chunk_index: sent };
  return { type: 'error', detail, code: error.code };
}
