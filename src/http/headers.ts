/** Headers that do not depend on a route: the request's id, CORS, and what protects browsers. */
import { randomUUID } from 'node:crypto';

/** The request's own id if it is a plain one, else a new UUID. */
export function requestId(header: string): string {
  return /^[A-Za-z0-9._-]{1,64}$/.test(header) ? header : randomUUID();
}

/** On every answer. */
export const safetyHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'cross-origin',
};

/** What a page of another origin may read of an answer. */
const exposed = [
  'X-OpenAI-Compatible',
  'X-Audio-Format',
  'X-Sample-Rate',
  'X-Kokoro-Model',
  'X-Kokoro-Voice',
  'X-Request-Id',
  'X-Audio-Duration',
  'X-Audio-Bytes',
  'X-Download-Path',
  'X-Timing-Path',
  'X-Download-Status',
  'Content-Disposition',
  'Retry-After',
  'Server-Timing',
].join(', ');

/** Request headers a page of another origin may send; a trailing `-*` stands for a family. */
const allowedHeaders = [
  'authorization',
  'content-type',
  'x-api-key',
  'x-request-id',
  'xi-api-key',
  'cartesia-version',
];
const allowedFamilies = ['openai-', 'x-stainless-'];

/** Who may read answers from a browser. */
export interface CorsPolicy {
  readonly enabled: boolean;
  /** Origins, or `*` for every one. */
  readonly origins: readonly string[];
}

/** True if a page of this origin may read answers of the server it calls `host`. */
export function originAllowed({ enabled, origins }: CorsPolicy, origin: string, host: string): boolean {
  return isSameOrigin(origin, host) || (enabled && (origins.includes('*') || origins.includes(origin)));
}

/** True for a page that the very server it asks has served, as far as `Host` tells. */
export function isSameOrigin(origin: string, host: string): boolean {
  return (
    host !== '' && /^https?:\/\//.test(origin) && origin.replace(/^https?:\/\//, '') === host.toLowerCase()
  );
}

/** CORS headers of an ordinary answer; none when the request has no Origin or the origin is not allowed. */
export function corsHeaders(policy: CorsPolicy, origin: string, host: string): Record<string, string> {
  if (origin === '') return {};
  const isPublic = policy.enabled && policy.origins.includes('*');
  const vary = isPublic ? {} : { vary: 'Origin' };
  if (!originAllowed(policy, origin, host)) return vary;
  const reader = isPublic ? '*' : origin;
  return { 'access-control-allow-origin': reader, ...vary, 'access-control-expose-headers': exposed };
}

/** Headers of the answer to a preflight: the methods, and those of the requested headers that are allowed. */
export function preflightHeaders(requested: string): Record<string, string> {
  const names = requested.split(',').map((name) => name.trim().toLowerCase());
  const granted = names.filter(
    (name) => allowedHeaders.includes(name) || allowedFamilies.some((family) => name.startsWith(family)),
  );
  return {
    'access-control-allow-methods': 'GET, POST, HEAD, OPTIONS',
    'access-control-max-age': '600',
    ...(granted.length > 0 && { 'access-control-allow-headers': granted.join(', ') }),
  };
}

/** uWS writes header values as they are: a line break in one would split the response. Throws TypeError. */
export function checkPrintable(value: string): void {
  if (/^[\t\x20-\x7e]*$/.test(value)) return;
  throw new TypeError(`Expected a printable header value but received ${JSON.stringify(value)}.`);
}
