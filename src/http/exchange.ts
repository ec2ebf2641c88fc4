/** One uWS response, made safe to use after an await. The only file that touches responses. */

import type { HttpResponse } from 'uWebSockets.js';
import { STATUS_CODES } from 'node:http';
import { Body } from './body.js';
import { checkPrintable } from './headers.js';
import type { Reply, SizedBody } from './route.js';

/** One cork, one send: stays below uWS's 16 KiB cork buffer. */
const maxBytesPerCork = 12 * 1024;
/** A full socket is tried again this often, in ms: a slow reader makes room long before the kernel reports it. */
const probeMs = 1000;
/** Statuses after which the connection is closed, so that nothing pipelined behind a refusal is served. */
const closing = new Set([401, 408, 411, 413, 429, 503]);

/** How an exchange ended: the client has the whole answer, or left before it. */
export type Outcome = 'sent' | 'gone';

type Headers = Readonly<Record<string, string>>;

export class Exchange {
  readonly #gone = new AbortController();
  #started = false;
  #ended = false;
  #bodyPending = false;
  #progressAt = 0;
  #hasRoom = true;
  #isCut = false;
  #wake = (): void => {};
  /** Headers of every answer to this request; set before anything is sent. */
  headers: Headers = {};
  /** A HEAD request: headers only. */
  headOnly = false;
  /** The connection ends with this answer. */
  lastOnConnection = false;

  /** Call this first in a handler: uWS ends the process when a handler returns, or throws, without an abort handler. */
  constructor(
    private readonly res: HttpResponse,
    private readonly stallMs = 10_000,
  ) {
    res.onAborted(() => this.#lose());
    res.onWritable(() => {
      this.#progressAt = performance.now();
      this.#hasRoom = true;
      if (!this.#ended) res.cork(() => {}); // flushes uWS's own buffer, which it no longer does by itself once onWritable is set
      this.#wake();
      return true;
    });
  }

  /** Aborts when the client goes away or the answer is broken off. */
  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  /** True if we broke the answer off, and not the client. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Reads the request body; call it before the handler returns. Rejects with BODY_TOO_LARGE. */
  readBody(limit: number, contentLength: number): Promise<Uint8Array> {
    const body = new Body(limit);
    this.#bodyPending = true;
    this.res.onData((bytes, isLast) => {
      if (isLast) this.#bodyPending = false;
      body.add(bytes, isLast);
    });
    body.expect(contentLength);
    this.signal.addEventListener('abort', () => body.fail(new Error('The client left while sending.')), {
      once: true,
    });
    return body.whole;
  }

  /** Sends a reply; resolves when uWS has its last byte or the client is gone. Rejects, cut, when the body fails. */
  async send({ status, headers, body }: Reply): Promise<Outcome> {
    if (typeof body === 'string') return this.#sendWhole(status, headers, Buffer.from(body));
    if (body instanceof Uint8Array) return this.#sendWhole(status, headers, body);
    try {
      if (!(Symbol.asyncIterator in body)) return await this.#sendSized(status, headers, body);
      await this.#stream(status, headers, body);
    } catch (error) {
      if (this.#started) this.cut();
      throw error;
    }
    this.#end(() => this.res.end(undefined, this.lastOnConnection));
    return this.signal.aborted ? 'gone' : 'sent';
  }

  /**
   * Says what went wrong while the status can still be sent; afterwards a cut connection is the only honest answer.
   * Resolves when that has happened.
   */
  fail(status: number, headers: Headers, body: string): Promise<void> {
    // Not from within the handler: uWS would go on to serve a request pipelined behind this one.
    return new Promise((done) => {
      const writeHead = this.#head(status, headers);
      setImmediate(() => {
        if (this.#started) this.cut();
        else if (closing.has(status) || this.#bodyPending) this.lastOnConnection = true;
        const bytes = Buffer.from(body);
        this.#end(() => {
          writeHead();
          if (this.headOnly) this.res.endWithoutBody(bytes.length, this.lastOnConnection);
          else this.res.end(bytes, this.lastOnConnection);
        });
        done();
      });
    });
  }

  /** Closes the connection without another byte. */
  cut(): void {
    if (this.#ended || this.signal.aborted) return;
    this.#isCut = true;
    this.res.close();
    this.#lose();
  }

  async #stream(status: number, headers: Headers, body: AsyncIterable<Uint8Array>): Promise<void> {
    this.#whileOpen(this.#head(status, headers));
    if (this.headOnly) return;
    for await (const bytes of body) {
      for (let start = 0; start < bytes.length; start += maxBytesPerCork) {
        if (this.signal.aborted) return;
        await this.#write(bytes.subarray(start, start + maxBytesPerCork));
      }
    }
    await this.#drain();
  }

  /** Once ended, uWS gives a slow reader ten seconds for what it still holds: so that goes to the kernel before. */
  async #drain(): Promise<void> {
    this.#progressAt = performance.now();
    while (!this.#hasRoom && !this.signal.aborted && performance.now() - this.#progressAt < this.stallMs) {
      this.#whileOpen(() => {}); // an empty cork flushes
      await this.#room();
    }
  }

  /** A body of known length. What the socket does not take is offered again from uWS's own count, never buffered twice. */
  async #sendWhole(status: number, headers: Headers, body: Uint8Array): Promise<Outcome> {
    const writeHead = this.#head(status, headers);
    if (this.headOnly || body.length <= maxBytesPerCork) {
      this.#end(() => {
        writeHead();
        if (status === 204 || status === 304) this.res.endWithoutBody(undefined, this.lastOnConnection);
        else if (this.headOnly) this.res.endWithoutBody(body.length, this.lastOnConnection);
        else this.res.end(body, this.lastOnConnection);
      });
      return this.signal.aborted ? 'gone' : 'sent';
    }
    this.#whileOpen(writeHead);
    this.#progressAt = performance.now();
    let sent = 0;
    while (!this.signal.aborted && !this.#ended) {
      this.#whileOpen(() => {
        this.#ended = this.res.tryEnd(body.subarray(sent), body.length)[1];
        if (this.#ended) return;
        const offset = this.res.getWriteOffset();
        if (offset > sent) this.#progressAt = performance.now();
        sent = offset;
      });
      if (!this.#ended) await this.#room();
    }
    return this.#ended ? 'sent' : 'gone';
  }

  /** A body of known length that is read while it is sent. */
  async #sendSized(status: number, headers: Headers, body: SizedBody): Promise<Outcome> {
    try {
      const writeHead = this.#head(status, headers);
      if (this.headOnly || body.length === 0) {
        this.#end(() => {
          writeHead();
          this.res.endWithoutBody(body.length, this.lastOnConnection);
        });
        return this.signal.aborted ? 'gone' : 'sent';
      }
      this.#whileOpen(writeHead);
      this.#progressAt = performance.now();
      let sent = 0;
      while (!this.signal.aborted && !this.#ended) {
        const piece = await body.read(sent);
        if (piece.length === 0) throw new Error('The body is shorter than its announced length.');
        let isTaken = false;
        this.#whileOpen(() => {
          [isTaken, this.#ended] = this.res.tryEnd(piece, body.length);
          if (this.#ended) return;
          const offset = this.res.getWriteOffset();
          if (offset > sent) this.#progressAt = performance.now();
          sent = offset;
        });
        if (!this.#ended && !isTaken) await this.#room();
      }
      return this.#ended ? 'sent' : 'gone';
    } finally {
      body.close();
    }
  }

  /** Checks the head, then gives what writes it. Throws TypeError, before anything is written, for an unprintable value. */
  #head(status: number, headers: Headers): () => void {
    const lines = Object.entries({ ...this.headers, ...headers });
    for (const [, value] of lines) checkPrintable(value);
    return () => {
      this.#started = true;
      this.res.writeStatus(`${status} ${STATUS_CODES[status] ?? ''}`);
      for (const [name, value] of lines) this.res.writeHeader(name, value);
    };
  }

  /** Writes, then waits until there is room for more, or it is worth another try. */
  async #write(bytes: Uint8Array): Promise<void> {
    this.#whileOpen(() => {
      this.#hasRoom = this.res.write(bytes);
    });
    if (this.#hasRoom) this.#progressAt = performance.now();
    else await this.#room();
  }

  /** Waits for the socket to take more, at most until the next probe; gives the client up when nothing moved for long. */
  async #room(): Promise<void> {
    if (this.signal.aborted) return;
    if (performance.now() - this.#progressAt > this.stallMs) return this.cut();
    await new Promise<void>((wake) => {
      const probe = setTimeout(wake, probeMs);
      this.#wake = () => {
        clearTimeout(probe);
        wake();
      };
    });
  }

  #end(write: () => void): void {
    this.#whileOpen(() => {
      write();
      this.#ended = true;
    });
  }

  #whileOpen(write: () => void): void {
    if (!this.#ended && !this.signal.aborted) this.res.cork(write);
  }

  #lose(): void {
    if (!this.#ended) this.#gone.abort();
    this.#wake();
  }
}
