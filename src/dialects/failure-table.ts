/** Which family of clients a path belongs to, and so how its failures are worded. */
import type { SpeechError } from '../errors.js';
import { debugFailures } from './debug.js';
import type { FailureDialect } from './failure.js';
import { kokoroWebFailures } from './kokoro-web.js';
import { nativeFailures } from './native.js';
import { openaiFailure, unknownPathFailure } from './openai.js';

const openaiFailures: FailureDialect = { body: openaiFailure };
const missingPage: FailureDialect = { body: () => ({ detail: 'Not found' }) };
const unknownPath: FailureDialect = { body: unknownPathFailure };

/** Longer prefixes first; a prefix ends where a path element does. Paths that are not listed are OpenAI's. */
const table: readonly (readonly [prefix: string, dialect: FailureDialect])[] = [
  ['/api/v1', kokoroWebFailures],
  ['/api', nativeFailures],
  ['/dev/unload', debugFailures],
  ['/debug', debugFailures],
  ['/web', missingPage],
  ['/static', missingPage],
];

/** kokoro-openai-server's own 401. */
const plainUnauthorized: FailureDialect = {
  body: () => ({ error: { message: 'Unauthorized', type: 'authentication_error' } }),
};

/** The dialect of a failure at `path`, which has no root path in front; `unauthorized` is how OpenAI's paths say 401. */
export function failureDialect(
  path: string,
  error: SpeechError,
  unauthorized: 'default' | 'plain' = 'default',
): FailureDialect {
  const dialect = table.find(([prefix]) => `${path}/`.startsWith(`${prefix}/`))?.[1];
  if (error.code === 'ROUTE_NOT_FOUND' && dialect !== missingPage) return unknownPath;
  if (dialect === undefined && error.code === 'UNAUTHORIZED' && unauthorized === 'plain')
    return plainUnauthorized;
  return dialect ?? openaiFailures;
}
