/** Paths that never ask for a key: pages, probes, and what clients look at before they have one. */

const open: ReadonlySet<string> = new Set([
  '/',
  '/favicon.ico',
  '/web',
  '/docs',
  '/redoc',
  '/openapi.json',
  '/asyncapi.json',
  '/developers',
  '/health',
  '/livez',
  '/readyz',
  '/v1',
  '/v1/test',
  '/api/v1/index.html',
  '/api/v1/openapi.json',
  '/api/public-config',
]);
const openBelow = ['/static/', '/web/', '/docs/', '/redoc/', '/developers/'];

/** True if a GET or HEAD of `path`, below the root, is answered without a key; `exempt` are the operator's own. */
export function isOpen(method: string, path: string, exempt: readonly string[]): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const plain = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  return open.has(plain) || openBelow.some((start) => path.startsWith(start)) || exempt.includes(plain);
}
