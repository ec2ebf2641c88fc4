import type { HttpRequest } from 'uWebSockets.js';

/** What a client asks of a resource it may have parts of already; each empty when the header is absent. */
export interface Conditions {
  readonly range: string;
  readonly ifRange: string;
  readonly ifNoneMatch: string;
  /** Media types the client prefers. */
  readonly accept: string;
}

/** Copies them; uWS's request lives on the stack. */
export function conditionsOf(req: HttpRequest): Conditions {
  return {
    range: req.getHeader('range'),
    ifRange: req.getHeader('if-range'),
    ifNoneMatch: req.getHeader('if-none-match'),
    accept: req.getHeader('accept'),
  };
}
