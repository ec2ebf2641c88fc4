/** Requests to routes, and what happens to an error: the one place that answers and logs failures. */
import { openaiFailure, unknownPathFailure } from './dialects/openai.js';
import { SpeechError } from './errors.js';
import { DetailedError } from './http/detailed-error.js';
import { Exchange } from './http/exchange.js';
import { framing } from './http/gate.js';
import {
  type CorsPolicy,
  corsHeaders,
  originAllowed,
  preflightHeaders,
  safetyHeaders,
} from './http/headers.js';
import { type Incoming, incoming } from './http/incoming.js';
import { parseJson } from './http/json.js';
import { checkMediaType } from './http/media-type.js';
import type { Facts } from './http/route.js';
import { MethodNotAllowed, RouteTable } from './http/route-table.js';
import { type Handler, listen, type Transport } from './http/transport.js';
import { errorFields, type Log } from './log.js';
import { type ApiOptions, apiRoutes } from './routes/api.js';

export type { EngineState } from './routes/health.js';

export interface ServerOptions {
  readonly api: ApiOptions;
  /** Sub-path that may stand before every path; empty for none. */
  readonly rootPath: string;
  readonly cors: CorsPolicy;
  readonly maxBodyBytes: number;
  readonly log: Log;
}

/** One request from its first byte to its log line. */
interface Visit {
  readonly exchange: Exchange;
  readonly request: Incoming;
  readonly facts: Facts;
  readonly startedAt: number;
}

export class Server {
  readonly #table: RouteTable;
  readonly #options: ServerOptions;
  readonly #open = new Set<Exchange>();
  #transport: Transport | undefined;
  #isDraining = false;
  #onIdle = (): void => {};

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#table = new RouteTable(apiRoutes(options.api), options.rootPath);
  }

  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** Resolves with the port listened on. Rejects when it is taken. */
  async listen(host: string, port: number): Promise<number> {
    this.#transport = await listen(host, port, this.#handle);
    return this.#transport.port;
  }

  /**
   * Finishes what is admitted and admits nothing: `/readyz` says so at once, the listen socket closes after `delaySec`,
   * what still runs `graceSec` later is cut. Resolves when the last connection is closed.
   */
  async drain(delaySec: number, graceSec: number): Promise<void> {
    this.#isDraining = true;
    await new Promise((resolve) => setTimeout(resolve, delaySec * 1000));
    this.#transport?.stopListening();
    await this.#idle(graceSec * 1000);
    for (const exchange of this.#open) exchange.cut();
    this.#transport?.close();
  }

  /** Cuts every connection now. */
  close(): void {
    this.#isDraining = true;
    this.#transport?.stopListening();
    this.#transport?.close();
  }

  #idle(limitMs: number): Promise<void> {
    if (this.#open.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, limitMs);
      this.#onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  readonly #handle: Handler = (res, req) => {
    const exchange = new Exchange(res); // first, see there
    const verdict = framing(req);
    if (verdict === 'ambiguous') return exchange.cut();
    const request = incoming(req);
    const { cors, maxBodyBytes } = this.#options;
    exchange.headers = { ...safetyHeaders, ...corsHeaders(cors, request.origin), 'x-request-id': request.id };
    exchange.headOnly = request.method === 'HEAD';
    exchange.lastOnConnection = this.#isDraining;
    const body =
      request.contentLength > 0 ? exchange.readBody(maxBodyBytes, request.contentLength) : undefined;
    this.#open.add(exchange);
    const visit = { exchange, request, facts: {}, startedAt: performance.now() };
    this.#serve(visit, verdict === 'chunked', body)
      .catch((error: unknown) => this.#giveUp(visit, error))
      .finally(() => this.#leave(exchange));
  };

  /** Not even the failure could be sent: a bug, but one request's only. */
  #giveUp({ exchange, request }: Visit, error: unknown): void {
    exchange.cut();
    this.#options.log.error('answering failed', { id: request.id, ...errorFields(error) });
  }

  #leave(exchange: Exchange): void {
    this.#open.delete(exchange);
    if (this.#open.size === 0) this.#onIdle();
  }

  async #serve(visit: Visit, isChunked: boolean, body: Promise<Uint8Array> | undefined): Promise<void> {
    try {
      if (isChunked)
        throw new SpeechError('LENGTH_REQUIRED', 'Send a Content-Length; chunked requests are not accepted.');
      const status = await this.#answer(visit, body);
      const outcome = visit.exchange.signal.aborted ? 'gone' : 'sent';
      this.#log(visit, { status, outcome, ...visit.facts });
    } catch (error) {
      await body?.catch(() => {}); // what is still coming is read and dropped, so that the client sees the answer
      await this.#fail(visit, error);
    }
  }

  async #answer(visit: Visit, body: Promise<Uint8Array> | undefined): Promise<number> {
    const { exchange, request } = visit;
    if (request.method === 'OPTIONS') return this.#preflight(visit, body);
    const { route, parameter } = this.#table.find(request.method, request.path);
    if (this.#isDraining && route.speaks) throw draining();
    const json = route.body === undefined ? undefined : await readJson(request, body);
    const reply = await route.answer(json, {
      id: request.id,
      query: new URLSearchParams(request.query),
      parameter,
      signal: exchange.signal,
      receivedAt: performance.now(),
      note: (facts) => Object.assign(visit.facts, facts),
    });
    await exchange.send(reply);
    return reply.status;
  }

  async #preflight({ exchange, request }: Visit, body: Promise<Uint8Array> | undefined): Promise<number> {
    await body;
    const isAllowed = request.origin === '' || originAllowed(this.#options.cors, request.origin);
    if (request.preflight !== undefined && !isAllowed) {
      await exchange.send({
        status: 400,
        headers: { 'content-type': 'text/plain' },
        body: 'Disallowed CORS origin',
      });
      return 400;
    }
    const headers = request.preflight === undefined ? {} : preflightHeaders(request.preflight);
    await exchange.send({ status: 204, headers, body: '' });
    return 204;
  }

  /** Words a failure for its path and sends it; a client that left gets nothing and is no error. */
  async #fail(visit: Visit, thrown: unknown): Promise<void> {
    const { exchange, request, facts } = visit;
    if (exchange.signal.aborted && !exchange.isCut)
      return this.#log(visit, { status: 499, outcome: 'gone', ...facts });
    const error =
      thrown instanceof SpeechError
        ? thrown
        : new SpeechError('INTERNAL', 'Internal error.', { cause: thrown });
    const isFault = error.status >= 500 && error.status !== 503;
    if (isFault) this.#options.log.error('request failed', { id: request.id, ...errorFields(error) });
    const detail = error instanceof DetailedError ? error.detail : undefined;
    const body =
      error.code === 'ROUTE_NOT_FOUND'
        ? unknownPathFailure(error, request.id)
        : openaiFailure(error, request.id, detail);
    await exchange.fail(error.status, failureHeaders(error), JSON.stringify(body));
    this.#log(visit, { status: error.status, outcome: error.code, ...facts });
  }

  #log({ request, startedAt }: Visit, fields: Facts): void {
    const { id, method, path } = request;
    const ms = Math.round(performance.now() - startedAt);
    this.#options.log.info('request', { id, method, path: path.slice(0, 200), ms, ...fields });
  }
}

async function readJson(request: Incoming, body: Promise<Uint8Array> | undefined): Promise<unknown> {
  checkMediaType(request.contentType, undefined);
  const bytes = (await body) ?? new Uint8Array();
  checkMediaType(request.contentType, bytes[0]);
  return parseJson(bytes);
}

function failureHeaders(error: SpeechError): Record<string, string> {
  return {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    ...(error instanceof MethodNotAllowed && { allow: error.allow }),
    ...((error.status === 503 || error.status === 429) && {
      'retry-after': String(error.retryAfterSec ?? 1),
    }),
  };
}

function draining(): SpeechError {
  return new SpeechError('DRAINING', 'The server is shutting down. Try again shortly.', { retryAfterSec: 1 });
}
