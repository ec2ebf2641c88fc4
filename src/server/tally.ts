/** Counts what is open, by kind. */
export class Tally {
  readonly #counts = new Map<string, number>();

  /** Counts one more; the returned function counts it off. */
  enter(kind: string): () => void {
    this.#add(kind, 1);
    return () => this.#add(kind, -1);
  }

  /** Kinds that were ever seen, and how many of each are open. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  #add(kind: string, more: number): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + more);
  }
}
