import type { HttpRequest } from 'uWebSockets.js';

/** Headers that tell who asks, and under which name he found us. */
const telling: ReadonlySet<string> = new Set([
  'host',
  'origin',
  'authorization',
  'x-api-key',
  'xi-api-key',
  'x-vapi-secret',
  'x-forwarded-for',
  'x-real-ip',
]);

/** Those headers by name in lower case; one that was sent more than once is joined by commas. */
export function visitorHeaders(req: HttpRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  req.forEach((name, value) => {
    if (!telling.has(name)) return;
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}, ${value}`;
  });
  return headers;
}
