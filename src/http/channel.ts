/** One WebSocket: a bounded buffer, a stall timer, pings and close codes. The only file that touches open sockets. */
import type { WebSocket } from 'uWebSockets.js';
import type { Socket } from './socket-route.js';

/** What is used of uWS's socket. */
export type RawSocket = Pick<WebSocket<unknown>, 'send' | 'end' | 'ping' | 'getBufferedAmount'>;

export interface ChannelTimes {
  /** Between pings of ours. */
  readonly pingMs: number;
  /** Without a frame from the client for so long, the socket is closed. */
  readonly idleMs: number;
  /** A client that reads nothing for so long, while more waits than fits, is given up. */
  readonly stallMs: number;
  /** Longest life of a socket. */
  readonly lifeMs: number;
}

export const usualTimes: Omit<ChannelTimes, 'idleMs'> = {
  pingMs: 30_000,
  stallMs: 10_000,
  lifeMs: 3_600_000,
};

/** Bytes a client may leave unread before producers wait. */
const mostUnread = 1024 * 1024;

export class Channel implements Socket {
  readonly #gone = new AbortController();
  readonly #openedAt: number;
  #heardAt: number;
  #pingedAt: number;
  #unread = 0;
  #progressAt: number;
  #isClosed = false;
  #waiting: (() => void)[] = [];

  constructor(
    private readonly ws: RawSocket,
    private readonly times: ChannelTimes,
    now = performance.now(),
  ) {
    this.#openedAt = this.#heardAt = this.#pingedAt = this.#progressAt = now;
  }

  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  send(...messages: readonly (string | Uint8Array)[]): Promise<void> {
    if (!this.#hasRoom) return this.#sendLater(messages);
    this.#write(messages);
    return this.#hasRoom ? Promise.resolve() : this.#unreadAtMost(mostUnread);
  }

  async finish(code: number, reason = ''): Promise<void> {
    await this.#unreadAtMost(0);
    this.close(code, reason);
  }

  close(code: number, reason = ''): void {
    if (!this.#isClosed) this.ws.end(code, reason); // uWS calls its close handler, and so lost(), before this returns
    this.lost();
  }

  /** Something came from the client, be it a pong. */
  heard(now = performance.now()): void {
    this.#heardAt = now;
  }

  /** The kernel took some of what waited. */
  drained(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** The socket is closed; whoever waits for it is told. */
  lost(): void {
    this.#isClosed = true;
    this.#gone.abort();
    this.drained();
  }

  /** Looks at the clock; to be called every second or so. */
  tick(now = performance.now()): void {
    if (this.#isClosed) return;
    if (this.#isStalled(now)) this.close(1013, 'Client does not read.');
    else if (now - this.#openedAt >= this.times.lifeMs) this.close(1001, 'Connection is too old.');
    else if (now - this.#heardAt >= this.times.idleMs) this.close(1001, 'Idle timeout.');
    else if (now - this.#pingedAt >= this.times.pingMs) {
      this.#pingedAt = now;
      this.ws.ping();
    }
  }

  /** While nobody waits and little is unread, a client may take its time. */
  #isStalled(now: number): boolean {
    const unread = this.ws.getBufferedAmount();
    const isPressing = unread > mostUnread || (unread > 0 && this.#waiting.length > 0);
    if (!isPressing || unread < this.#unread) this.#progressAt = now;
    this.#unread = unread;
    return now - this.#progressAt >= this.times.stallMs;
  }

  get #hasRoom(): boolean {
    return this.#isClosed || (this.#waiting.length === 0 && this.ws.getBufferedAmount() <= mostUnread);
  }

  /** Those who wait are woken in their order, so messages stay in theirs. */
  async #sendLater(messages: readonly (string | Uint8Array)[]): Promise<void> {
    await this.#unreadAtMost(mostUnread);
    this.#write(messages);
    await this.#unreadAtMost(mostUnread);
  }

  #write(messages: readonly (string | Uint8Array)[]): void {
    // Not corked: uWS of this age may lose what a cork holds when its flush fails.
    for (const message of messages) if (!this.#isClosed) this.ws.send(message, typeof message !== 'string');
  }

  async #unreadAtMost(bytes: number): Promise<void> {
    while (!this.#isClosed && this.ws.getBufferedAmount() > bytes)
      await new Promise<void>((wake) => this.#waiting.push(wake));
  }
}
