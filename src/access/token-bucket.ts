/** A budget that fills evenly: so much a minute, a minute's worth at most. */
export class TokenBucket {
  #tokens: number;
  #filledAt: number;

  /** `now` is a time in ms. */
  constructor(
    private readonly perMinute: number,
    now: number,
  ) {
    this.#tokens = perMinute;
    this.#filledAt = now;
  }

  /** Takes tokens; gives the seconds until that will be possible, 0 when it was. More than a minute's worth takes a full bucket, which then owes the rest. */
  take(amount: number, now: number): number {
    this.#fill(now);
    const missing = Math.min(amount, this.perMinute) - this.#tokens;
    if (missing > 0) return missing / (this.perMinute / 60);
    this.#tokens -= amount;
    return 0;
  }

  /** True when nothing has been taken for long: then a new bucket is as good. */
  isFull(now: number): boolean {
    this.#fill(now);
    return this.#tokens >= this.perMinute;
  }

  #fill(now: number): void {
    const minutes = Math.max(0, now - this.#filledAt) / 60_000;
    this.#tokens = Math.min(this.perMinute, this.#tokens + minutes * this.perMinute);
    this.#filledAt = now;
  }
}
