import type { Static, TSchema } from 'typebox';
import type { Conditions } from './conditions.js';
import { validator } from './validate.js';

export type Method = 'GET' | 'POST';

/** Facts of one request for its log line: names and numbers, never text. */
export type Facts = Record<string, string | number | boolean>;

/** What a handler knows of its request. Nothing here touches the socket. */
export interface Request {
  readonly id: string;
  readonly query: URLSearchParams;
  /** The last path element of a route that ends in `{id}`, decoded; otherwise empty. */
  readonly parameter: string;
  /** Aborts when the client goes away or the answer cannot be finished. */
  readonly signal: AbortSignal;
  /** Aborts when the server begins to drain: answers without an end, end then. */
  readonly draining: AbortSignal;
  /** Who asks, as limits and tokens know clients. */
  readonly client: string;
  /** Id of the key it asks with; undefined without one. */
  readonly key: string | undefined;
  /** The `Origin` header; empty for none. */
  readonly origin: string;
  /** What the client has of the resource already, or wants of it. */
  readonly conditions: Conditions;
  /** `performance.now()` when the request had been received whole, in ms. */
  readonly receivedAt: number;
  /** Adds facts to the log line of this request. */
  note(facts: Facts): void;
}

/** What a handler gives back. Only src/http/ knows how it reaches a socket. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes are sent with Content-Length, an iterable is sent chunked while it is produced. */
  readonly body: Uint8Array | string | AsyncIterable<Uint8Array> | SizedBody;
}

/** Bytes too many to be kept in memory, whose number is known. */
export interface SizedBody {
  readonly length: number;
  /** Some bytes from an offset below `length`. */
  read(offset: number): Promise<Uint8Array>;
  /** Nothing more is read, however it ended. */
  close(): void;
}

export interface RouteDescription {
  readonly method: Method;
  /** Matched exactly; `{id}` may stand for the last element. */
  readonly path: string;
  /** One line for the API's documentation. */
  readonly summary: string;
  /** Media types of a good answer. */
  readonly produces: readonly string[];
}

export interface Route extends RouteDescription {
  /** What the JSON body must look like; absent: the route takes no body. */
  readonly body?: TSchema;
  /** True for routes that make speech: refused while the server drains. */
  readonly speaks: boolean;
  /** `json` is the parsed body, not yet checked; undefined for routes without one. */
  answer(json: unknown, request: Request): Reply | Promise<Reply>;
}

/** A route that takes no body. */
export function getRoute(
  description: Omit<RouteDescription, 'method'>,
  answer: (request: Request) => Reply | Promise<Reply>,
): Route {
  return { ...description, method: 'GET', speaks: false, answer: (_json, request) => answer(request) };
}

/** A route that takes JSON: the handler sees only bodies that fit the schema. */
export function postRoute<Body extends TSchema>(
  description: Omit<RouteDescription, 'method'> & { readonly body: Body; readonly speaks: boolean },
  answer: (body: Static<Body>, request: Request) => Reply | Promise<Reply>,
): Route {
  const validate = validator(description.body);
  return { ...description, method: 'POST', answer: (json, request) => answer(validate(json), request) };
}

/** A compact JSON answer that nobody stores. */
export function jsonReply(value: unknown, status = 200): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(value),
  };
}
