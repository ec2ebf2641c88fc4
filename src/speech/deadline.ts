import { SpeechError } from '../errors.js';

/** The end of an utterance's time: by the client who leaves, or by a limit that passes while we wait for the engine. */
export class Deadline {
  readonly #control = new AbortController();
  readonly #client: AbortSignal;
  readonly #leave = (): void => this.abort(new SpeechError('CANCELLED', 'The client left.'));

  constructor(client: AbortSignal) {
    this.#client = client;
    if (client.aborted) this.#leave();
    else client.addEventListener('abort', this.#leave, { once: true });
  }

  /** Aborts with a SpeechError as its reason. */
  get signal(): AbortSignal {
    return this.#control.signal;
  }

  abort(reason: SpeechError): void {
    this.close();
    this.#control.abort(reason);
  }

  /** Settles as `promise` does; if that takes longer than `limitMs`, aborts with `late()`. The promise must heed the signal. */
  async wait<Value>(promise: Promise<Value>, limitMs: number, late: () => SpeechError): Promise<Value> {
    const timer = setTimeout(() => this.abort(late()), Math.max(limitMs, 0));
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Stops listening to the client. */
  close(): void {
    this.#client.removeEventListener('abort', this.#leave);
  }
}
