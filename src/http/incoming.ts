import type { HttpRequest, HttpResponse } from 'uWebSockets.js';
import { type Conditions, conditionsOf } from './conditions.js';
import { requestId } from './headers.js';
import { peerAddress, proxiedAddress } from './peer-address.js';
import { visitorHeaders } from './visitor-headers.js';

/** What is kept of a request after its handler has returned; uWS's own object lives on the stack. */
export interface Incoming {
  readonly id: string;
  /** One of those the gate lets in, in capitals. */
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  readonly query: string;
  readonly contentType: string;
  /** Bytes announced; 0 for a request without a body. */
  readonly contentLength: number;
  readonly origin: string;
  /** Who sends it: the peer's address, or the client's behind a trusted proxy. */
  readonly client: string;
  /** What access is decided by: the peer, what the PROXY protocol says of it, and its headers. */
  readonly visitor: {
    readonly peer: string;
    readonly proxied: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly conditions: Conditions;
  /** The headers a preflight asks for, and whether it is one. */
  readonly preflight: string | undefined;
}

/** Copies a request whose framing is clean. */
export function incoming(req: HttpRequest, res: HttpResponse): Incoming {
  const peer = peerAddress(res);
  const isPreflight = req.getHeader('access-control-request-method') !== '';
  return {
    id: requestId(req.getHeader('x-request-id')),
    method: req.getCaseSensitiveMethod(),
    path: req.getUrl(),
    query: req.getQuery() ?? '',
    contentType: req.getHeader('content-type'),
    contentLength: Number(req.getHeader('content-length') || 0),
    origin: req.getHeader('origin'),
    client: peer,
    visitor: { peer, proxied: proxiedAddress(res), headers: visitorHeaders(req) },
    conditions: conditionsOf(req),
    preflight: isPreflight ? req.getHeader('access-control-request-headers') : undefined,
  };
}
