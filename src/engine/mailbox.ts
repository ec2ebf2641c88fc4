/** Events on their way from the engine's callback to the one reader of an utterance. */
export class Mailbox<Event> {
  readonly #events: Event[] = [];
  #failure: { readonly reason: unknown } | undefined;
  #wake = (): void => {};

  put(event: Event): void {
    this.#events.push(event);
    this.#wake();
  }

  /** Nothing that is still in the box is read after this: the reader gets `reason`. */
  fail(reason: unknown): void {
    this.#failure ??= { reason };
    this.#wake();
  }

  /** Resolves with the oldest event once there is one. */
  async take(): Promise<Event> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure.reason;
      const event = this.#events.shift();
      if (event !== undefined) return event;
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
  }
}
