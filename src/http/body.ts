/** Collects a request body of at most `limit` bytes; a larger one is read to its end, or cut off far beyond, and dropped. */
import { SpeechError } from '../errors.js';

/** A body up to this many times the limit is read and dropped, so that the client sees the answer and not a reset. */
const dropFactor = 8;

export class Body {
  readonly whole: Promise<Uint8Array>;
  #settle: { resolve(bytes: Uint8Array): void; reject(error: Error): void } | undefined;
  #parts: Uint8Array[] = [];
  #length = 0;

  constructor(private readonly limit: number) {
    this.whole = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.whole.catch(() => {}); // whoever awaits it is told; nobody may be there yet
  }

  /** Refuses at once what announces more than is worth dropping. */
  expect(contentLength: number): void {
    if (contentLength > this.limit * dropFactor) this.fail(this.#tooLarge());
  }

  /** Takes the next bytes; they are copied, because uWS detaches its buffers. */
  add(bytes: ArrayBuffer, isLast: boolean): void {
    this.#length += bytes.byteLength;
    if (this.#length <= this.limit) this.#parts.push(new Uint8Array(bytes.slice(0)));
    else this.#parts = [];
    if (isLast) this.#end();
    else this.expect(this.#length);
  }

  fail(error: Error): void {
    this.#settle?.reject(error);
  }

  #end(): void {
    if (this.#length > this.limit) this.fail(this.#tooLarge());
    else this.#settle?.resolve(Buffer.concat(this.#parts, this.#length));
  }

  #tooLarge(): SpeechError {
    return new SpeechError('BODY_TOO_LARGE', `Request body is larger than ${this.limit} bytes.`);
  }
}
