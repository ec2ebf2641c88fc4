/** Wrong keys, counted in sliding windows per client and per client and key: who guesses is told to wait. */

export interface ThrottleOptions {
  /** Failures within the window that are still answered as such; 0: any number. */
  readonly limit: number;
  readonly windowSec: number;
  /** Windows that are remembered at most. */
  readonly maxBuckets: number;
}

export class FailureThrottle {
  /** Times of failures in ms, the least recently used window first. */
  readonly #windows = new Map<string, number[]>();

  /** `now` is a clock in ms that never goes back. */
  constructor(
    private readonly options: ThrottleOptions,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Notes a failure; true if the client has had too many. */
  fails(client: string, credential: string): boolean {
    const { limit } = this.options;
    if (limit === 0) return false;
    const alike = this.#count(bucket(client, credential));
    const all = this.#count(client);
    return alike > limit || all > Math.max(limit + 1, 2);
  }

  /** A right key: earlier failures of this client are forgotten. */
  succeeds(client: string): void {
    if (this.#windows.size === 0 || !this.#windows.has(client)) return;
    for (const key of [...this.#windows.keys()])
      if (key === client || key.startsWith(`${client} `)) this.#windows.delete(key);
  }

  /** Failures in the window, this one included. */
  #count(key: string): number {
    const { limit, windowSec, maxBuckets } = this.options;
    const now = this.now();
    const past = this.#windows.get(key) ?? [];
    // More than limit + 2 change nothing, so no more are kept.
    const recent = [...past.filter((time) => time > now - windowSec * 1000), now].slice(-(limit + 2));
    this.#windows.delete(key);
    this.#windows.set(key, recent);
    for (const oldest of this.#windows.keys()) {
      if (this.#windows.size <= maxBuckets) break;
      this.#windows.delete(oldest);
    }
    return recent.length;
  }
}

function bucket(client: string, credential: string): string {
  return `${client} ${credential}`;
}
