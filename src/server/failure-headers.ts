import type { SpeechError } from '../errors.js';
import { MethodNotAllowed } from '../http/route-table.js';

/** Headers of a failure's answer. */
export function failureHeaders(error: SpeechError): Record<string, string> {
  return {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    ...(error instanceof MethodNotAllowed && { allow: error.allow }),
    ...(error.status === 401 && { 'www-authenticate': 'Bearer' }),
    ...((error.status === 503 || error.status === 429) && {
      'retry-after': String(error.retryAfterSec ?? 1),
    }),
  };
}
