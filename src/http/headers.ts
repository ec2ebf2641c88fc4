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

/** True if a page of this origin may read answers. */
export function originAllowed(policy: CorsPolicy, origin: string): boolean {
  return policy.enabled && (policy.origins.includes('*') || policy.origins.includes(origin));
}

/** CORS headers of an ordinary answer; none when the request has no Origin or the origin is not allowed. */
export function corsHeaders(policy: CorsPolicy, origin: string): Record<string, string> {
  if (origin === '' || !originAllowed(policy, origin)) return {};
  const shared = { 'access-control-expose-headers': exposed };
  if (policy.origins.includes('*')) return { 'access-control-allow-origin': '*', ...shared };
  return { 'access-control-allow-origin': origin, vary: 'Origin', ...shared };
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
