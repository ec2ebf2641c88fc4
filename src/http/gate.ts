/** The request gate: which requests are framed so that every server would cut them at the same place. */
import type { HttpRequest } from 'uWebSockets.js';

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * How a request is framed. An `ambiguous` one, which another server could cut elsewhere, has its connection cut at once;
 * a `chunked` one gets a 411 from outside the handler. An answer sent from within it would let uWS serve the request
 * that is pipelined behind.
 */
export function framing(req: HttpRequest): 'clean' | 'chunked' | 'ambiguous' {
  const values: Record<'host' | 'content-length' | 'transfer-encoding', string[]> = {
    host: [],
    'content-length': [],
    'transfer-encoding': [],
  };
  req.forEach((name, value) => {
    if (name === 'host' || name === 'content-length' || name === 'transfer-encoding')
      values[name].push(value);
  });
  const lengths = values['content-length'];
  const codings = values['transfer-encoding'];

  const lineIsPlain = methods.has(req.getCaseSensitiveMethod()) && /^\/[\x21-\x7e]*$/.test(req.getUrl());
  if (!lineIsPlain || values.host.length !== 1) return 'ambiguous';
  if (codings.length === 1 && codings[0] === 'chunked' && lengths.length === 0) return 'chunked';
  if (codings.length > 0 || lengths.length > 1 || !/^\d{1,9}$/.test(lengths[0] ?? '0')) return 'ambiguous';
  return 'clean';
}
