/** Requests to routes, and what happens to an error: the one place that answers and logs failures. */
import type { Gatekeeper } from './access/gatekeeper.js';
import { type AddressDetail, loggedAddress } from './access/logged-address.js';
import { dialectName } from './dialects/dialect-name.js';
import { failureDialect } from './dialects/failure-table.js';
import { SpeechError } from './errors.js';
import { DetailedError } from './http/detailed-error.js';
import { Exchange } from './http/exchange.js';
import { framing } from './http/gate.js';
import { type CorsPolicy, preflightHeaders } from './http/headers.js';
import { type Incoming, incoming } from './http/incoming.js';
import { jsonOf } from './http/json-body.js';
import { belowRoot } from './http/path-table.js';
import type { Facts } from './http/route.js';
import { RouteTable } from './http/route-table.js';
import type { Doorkeeper } from './http/sockets.js';
import { type Handler, type ListenOptions, listen, type Transport } from './http/transport.js';
import { errorFields, type Log } from './log.js';
import type { VisitFacts } from './metrics/visit-facts.js';
import { type ApiOptions, apiRoutes, socketRoutes } from './routes/api.js';
import type { Vitals } from './routes/health.js';
import { accounting } from './server/accounting.js';
import { Entrance } from './server/entrance.js';
import { failureHeaders } from './server/failure-headers.js';
import { SocketDoor } from './server/socket-door.js';
import { Tally } from './server/tally.js';

export type { ListenOptions } from './http/transport.js';
export type { EngineState, Vitals } from './routes/health.js';
export { OperatorPort } from './server/operator-port.js';

export interface ServerOptions {
  readonly api: ApiOptions;
  /** Sub-path that may stand before every path; empty for none. */
  readonly rootPath: string;
  readonly gatekeeper: Gatekeeper;
  readonly cors: CorsPolicy;
  readonly maxBodyBytes: number;
  readonly logIps: AddressDetail;
  /** The 401 of OpenAI's paths: ours, or the `plain` one of kokoro-openai-server. */
  readonly unauthorized: 'default' | 'plain';
  readonly transport: ListenOptions;
  readonly log: Log;
  /** Hears of every request when its answer has ended. */
  readonly onVisit?: (visit: VisitFacts) => void;
}

/** One request from its first byte to its log line. */
interface Visit {
  readonly exchange: Exchange;
  readonly request: Incoming;
  readonly facts: Facts;
  readonly startedAt: number;
  /** Called when the exchange is over. */
  readonly leaves: (() => void)[];
}

export class Server {
  readonly #table: RouteTable;
  readonly #options: ServerOptions;
  readonly #open = new Set<Exchange>();
  readonly #door: SocketDoor;
  readonly #entrance: Entrance;
  readonly #root: string;
  readonly #drains = new AbortController();
  readonly #tally = new Tally();
  #transport: Transport | undefined;
  #onIdle = (): void => {};

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#root = options.rootPath.replace(/\/$/, '');
    this.#entrance = new Entrance(options.gatekeeper, options.cors, options.rootPath);
    this.#table = new RouteTable(apiRoutes(options.api));
    this.#door = new SocketDoor({
      routes: socketRoutes(options.api),
      rootPath: this.#root,
      isReady: () => !this.isDraining && options.api.vitals.engine().kind === 'ready',
      authorize: ({ request, offered }) =>
        this.#entrance.admitSocket(request, () => options.api.native.tokens.redeemOffered(offered, request)),
      log: options.log,
      logIps: options.logIps,
    });
    this.#door.onEmpty = () => this.#left();
  }

  get isDraining(): boolean {
    return this.#drains.signal.aborted;
  }

  /** What probes look at. */
  get vitals(): Vitals {
    return this.#options.api.vitals;
  }

  /** Requests being answered, and WebSockets, by dialect. */
  get open(): { readonly requests: Tally['counts']; readonly sockets: Tally['counts'] } {
    return { requests: this.#tally.counts, sockets: this.#door.sizes };
  }

  /** Resolves with the port listened on. Rejects when it is taken. */
  async listen(host: string, port: number): Promise<number> {
    const keeper: Doorkeeper = (upgrade) =>
      this.#door.keeper({ ...upgrade, request: this.#entrance.identified(upgrade.request) });
    this.#transport = await listen(host, port, this.#handle, keeper, this.#options.transport);
    return this.#transport.port;
  }

  /**
   * Finishes what is admitted and admits nothing: `/readyz` says so at once, the listen socket closes after `delaySec`,
   * what still runs `graceSec` later is cut. Resolves when the last connection is closed.
   */
  async drain(delaySec: number, graceSec: number): Promise<void> {
    this.#drains.abort();
    await new Promise((resolve) => setTimeout(resolve, delaySec * 1000));
    this.#transport?.stopListening();
    this.#door.drain();
    await this.#idle(graceSec * 1000);
    for (const exchange of this.#open) exchange.cut();
    this.#door.cutShort();
    this.#transport?.close();
  }

  /** Cuts every connection now. */
  close(): void {
    this.#drains.abort();
    this.#transport?.stopListening();
    this.#transport?.close();
  }

  #idle(limitMs: number): Promise<void> {
    if (this.#isIdle) return Promise.resolve();
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
    const request = this.#entrance.identified(incoming(req, res));
    const { maxBodyBytes } = this.#options;
    exchange.headers = this.#entrance.headers(request);
    exchange.headOnly = request.method === 'HEAD';
    exchange.lastOnConnection = this.isDraining;
    const body =
      request.contentLength > 0 ? exchange.readBody(maxBodyBytes, request.contentLength) : undefined;
    this.#open.add(exchange);
    const visit: Visit = {
      exchange,
      request,
      facts: {},
      startedAt: performance.now(),
      leaves: [this.#tally.enter(dialectName(belowRoot(request.path, this.#root)))],
    };
    this.#serve(visit, verdict === 'chunked', body)
      .catch((error: unknown) => this.#giveUp(visit, error))
      .finally(() => this.#leave(visit));
  };

  /** Not even the failure could be sent: a bug, but one request's only. */
  #giveUp({ exchange, request }: Visit, error: unknown): void {
    exchange.cut();
    this.#options.log.error('answering failed', { id: request.id, ...errorFields(error) });
  }

  #leave({ exchange, leaves }: Visit): void {
    this.#open.delete(exchange);
    for (const leave of leaves) leave();
    this.#left();
  }

  get #isIdle(): boolean {
    return this.#open.size === 0 && this.#door.size === 0;
  }

  #left(): void {
    if (this.#isIdle) this.#onIdle();
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
    this.#entrance.checkHost(request);
    if (request.method === 'OPTIONS') return this.#preflight(visit, body);
    const { route, parameter } = this.#table.find(request.method, belowRoot(request.path, this.#root));
    Object.assign(visit.facts, { route: route.path });
    const pass = this.#entrance.admit(request, route.speaks);
    if (pass.keyId !== undefined) Object.assign(visit.facts, { key: pass.keyId });
    if (route.speaks) visit.leaves.push(pass.speak());
    if (this.isDraining && route.speaks) throw draining();
    const json = route.body === undefined ? undefined : await jsonOf(request.contentType, body);
    const reply = await route.answer(json, {
      id: request.id,
      query: new URLSearchParams(request.query),
      parameter,
      signal: exchange.signal,
      draining: this.#drains.signal,
      client: request.client,
      key: pass.keyId,
      origin: request.origin,
      conditions: request.conditions,
      receivedAt: performance.now(),
      note: accounting(visit.facts, pass),
    });
    await exchange.send(reply);
    return reply.status;
  }

  async #preflight({ exchange, request }: Visit, body: Promise<Uint8Array> | undefined): Promise<number> {
    await body;
    if (request.preflight !== undefined && !this.#entrance.welcomes(request)) {
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
    const dialect = failureDialect(belowRoot(request.path, this.#root), error, this.#options.unauthorized);
    const status = dialect.status?.(error) ?? error.status;
    const body = JSON.stringify(dialect.body(error, request.id, detail));
    await exchange.fail(status, failureHeaders(error), body);
    this.#log(visit, { status, outcome: error.code, ...facts });
  }

  #log({ request, startedAt }: Visit, fields: Facts): void {
    const { id, method, path } = request;
    const client = loggedAddress(request.client, this.#options.logIps);
    const ms = Math.round(performance.now() - startedAt);
    this.#options.log.info('request', { id, client, method, path: path.slice(0, 200), ms, ...fields });
    this.#options.onVisit?.({ ms, ...fields });
  }
}

function draining(): SpeechError {
  return new SpeechError('DRAINING', 'The server is shutting down. Try again shortly.', { retryAfterSec: 1 });
}
