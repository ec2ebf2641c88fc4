/** How many connections may be open, in all and of one network; further ones are closed as they are accepted. */
import type { HttpResponse, TemplatedApp } from 'uWebSockets.js';
import { peerAddress } from './peer-address.js';
import { peersOf } from './peer-table.js';

export interface ConnectionLimits {
  readonly most: number;
  /** 0: no such limit. */
  readonly mostPerNetwork: number;
  /** The network an address belongs to. */
  networkOf(address: string): string;
}

/** How long the system's table is believed, in ms; what is accepted meanwhile is added. */
const believedMs = 200;

export class ConnectionLimit {
  #open = 0;
  #port = 0;
  #byNetwork = new Map<string, number>();
  #countedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly limits: ConnectionLimits) {}

  /** Counts the connections of `app`, which will listen on the port that `listens` is told. */
  watch(app: TemplatedApp): void {
    const changed = (res: HttpResponse, change: number): void => {
      this.#open += change;
      if (change > 0 && (this.#open > this.limits.most || this.#crowdsNetwork(res))) res.close();
    };
    app.filter((res, change) => changed(res, Number(change)));
  }

  listens(port: number): void {
    this.#port = port;
  }

  /** uWS does not tell of the end of a connection that has become a WebSocket: whoever hears of it says so. */
  readonly socketEnded = (): void => {
    this.#open--;
  };

  /** uWS does not say whose connection ends, so the system's own table is counted. */
  #crowdsNetwork(res: HttpResponse): boolean {
    const { mostPerNetwork, networkOf } = this.limits;
    if (mostPerNetwork === 0) return false;
    const network = networkOf(peerAddress(res));
    const now = performance.now();
    if (now - this.#countedAt > believedMs) {
      this.#count();
      this.#countedAt = now;
    } else this.#byNetwork.set(network, (this.#byNetwork.get(network) ?? 0) + 1);
    const open = this.#byNetwork.get(network) ?? 0;
    if (open <= mostPerNetwork) return false;
    this.#byNetwork.set(network, open - 1); // it is closed at once
    return true;
  }

  #count(): void {
    this.#byNetwork = new Map();
    for (const address of peersOf(this.#port)) {
      const network = this.limits.networkOf(address);
      this.#byNetwork.set(network, (this.#byNetwork.get(network) ?? 0) + 1);
    }
  }
}
