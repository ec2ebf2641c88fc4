/** How long utterances wait, in ms: last, mean, longest. */
export class WaitStatistics {
  lastMs = 0;
  longestMs = 0;
  samples = 0;
  #sumMs = 0;

  /** 0 before the first one. */
  get meanMs(): number {
    return this.samples === 0 ? 0 : this.#sumMs / this.samples;
  }

  add(ms: number): void {
    this.lastMs = ms;
    this.longestMs = Math.max(this.longestMs, ms);
    this.#sumMs += ms;
    this.samples++;
  }
}
