/** Who becomes a WebSocket, which are open, and how they end when the server does. */
import type { Pass } from '../access/gatekeeper.js';
import { type AddressDetail, loggedAddress } from '../access/logged-address.js';
import { dialectName } from '../dialects/dialect-name.js';
import { SpeechError } from '../errors.js';
import { safetyHeaders } from '../http/headers.js';
import { belowRoot, PathTable } from '../http/path-table.js';
import type { Facts } from '../http/route.js';
import type { Conversation, Socket, SocketRequest, SocketRoute } from '../http/socket-route.js';
import type { Admittance, Doorkeeper, Refusal, Upgrade } from '../http/sockets.js';
import { errorFields, type Log } from '../log.js';
import { accounting } from './accounting.js';
import { Tally } from './tally.js';

export interface SocketDoorOptions {
  readonly routes: readonly SocketRoute[];
  readonly rootPath: string;
  /** True while the engine is ready and the server does not drain. */
  isReady(): boolean;
  /** Throws SpeechError for a client that may not come in. */
  authorize(upgrade: Upgrade): Pass;
  readonly log: Log;
  readonly logIps: AddressDetail;
}

/** Sockets of one client that may be open without having said anything. */
const mostSilent = 64;

interface Line {
  readonly socket: Socket;
  readonly conversation: Conversation;
}

export class SocketDoor {
  readonly #table = new PathTable<SocketRoute>();
  readonly #open = new Set<Line>();
  readonly #silent = new Map<string, number>();
  readonly #tally = new Tally();
  readonly #options: SocketDoorOptions;
  #onEmpty = (): void => {};

  constructor(options: SocketDoorOptions) {
    this.#options = options;
    for (const route of options.routes) this.#table.add(route.path, route);
  }

  /** Sockets that are open. */
  get size(): number {
    return this.#open.size;
  }

  /** The same by dialect. */
  get sizes(): Readonly<Record<string, number>> {
    return this.#tally.counts;
  }

  /** Calls back whenever the last socket has closed. */
  set onEmpty(call: () => void) {
    this.#onEmpty = call;
  }

  /** Lets nobody begin anything. */
  drain(): void {
    for (const { conversation } of [...this.#open]) conversation.drain();
  }

  /** Ends what is still open. */
  cutShort(): void {
    for (const { socket, conversation } of [...this.#open]) {
      conversation.cutShort();
      socket.close(1001, 'Server is shutting down.');
    }
  }

  readonly keeper: Doorkeeper = (upgrade) => {
    const { request } = upgrade;
    const found = this.#table.find(belowRoot(request.path, this.#options.rootPath));
    if (found === undefined) return undefined;
    let pass: Pass;
    try {
      pass = this.#options.authorize(upgrade);
      if (!this.#options.isReady()) throw unready();
    } catch (error) {
      return this.#failed(found.value, upgrade, error);
    }
    if ((this.#silent.get(request.client) ?? 0) >= mostSilent)
      return this.#refusal(upgrade, 429, 'RATE_LIMITED', 5);
    return this.#admit(found.value, found.parameter, upgrade, pass);
  };

  #failed(route: SocketRoute, upgrade: Upgrade, thrown: unknown): Refusal {
    const { id } = upgrade.request;
    const error =
      thrown instanceof SpeechError
        ? thrown
        : new SpeechError('INTERNAL', 'Internal error.', { cause: thrown });
    if (error.code === 'INTERNAL') this.#options.log.error('upgrade failed', { id, ...errorFields(error) });
    const status = error.code === 'UNAUTHORIZED' ? route.refusal : error.status;
    return this.#refusal(upgrade, status, error.code, error.retryAfterSec ?? 1);
  }

  #refusal(
    { request: { id, path, client: address } }: Upgrade,
    status: number,
    outcome: string,
    retryAfterSec: number,
  ): Refusal {
    const client = loggedAddress(address, this.#options.logIps);
    this.#options.log.info('socket', { id, client, path: path.slice(0, 200), status, outcome });
    const headers = {
      ...safetyHeaders,
      'x-request-id': id,
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      ...((status === 503 || status === 429) && { 'retry-after': String(retryAfterSec) }),
    };
    return { status, headers };
  }

  #admit(route: SocketRoute, parameter: string, { request, offered }: Upgrade, pass: Pass): Admittance {
    const { id, client, path } = request;
    const startedAt = performance.now();
    const facts: Facts = pass.keyId === undefined ? {} : { key: pass.keyId };
    const note = accounting(facts, pass);
    const protocol = route.protocols.find((name) => offered.includes(name)) ?? '';
    const asked: SocketRequest = {
      id,
      query: new URLSearchParams(request.query),
      parameter,
      protocol,
      note,
      speaks: () => pass.speak(),
    };
    const begun = this.#silence(client);
    let line: Line | undefined;
    let left = (): void => {};
    return {
      protocol,
      headers: { 'x-request-id': id, ...route.headers?.(asked) },
      maxMessageBytes: route.maxMessageBytes,
      idleSec: route.idleSec,
      firstMessageSec: route.firstMessageSec,
      open: (socket) => {
        line = { socket, conversation: route.open(socket, asked) };
        this.#open.add(line);
        left = this.#tally.enter(dialectName(belowRoot(path, this.#options.rootPath)));
        return line.conversation;
      },
      begun,
      failed: (error) => this.#options.log.error('socket failed', { id, ...errorFields(error) }),
      closed: (code) => {
        begun();
        left();
        if (line !== undefined) this.#open.delete(line);
        const ms = Math.round(performance.now() - startedAt);
        this.#options.log.info('socket', {
          id,
          client: loggedAddress(client, this.#options.logIps),
          path: path.slice(0, 200),
          status: 101,
          close: code,
          ms,
          ...facts,
        });
        if (this.#open.size === 0) this.#onEmpty();
      },
    };
  }

  /** Counts a socket as silent until the returned function is called. */
  #silence(client: string): () => void {
    this.#silent.set(client, (this.#silent.get(client) ?? 0) + 1);
    let isSilent = true;
    return () => {
      if (!isSilent) return;
      isSilent = false;
      const left = (this.#silent.get(client) ?? 1) - 1;
      if (left === 0) this.#silent.delete(client);
      else this.#silent.set(client, left);
    };
  }
}

function unready(): SpeechError {
  return new SpeechError('NOT_READY', 'The server cannot speak now. Try again shortly.', {
    retryAfterSec: 1,
  });
}
