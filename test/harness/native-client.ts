/** Clients of kokoro-webui's API: its lines of JSON, and its WebSocket. */
import { once } from 'node:events';
import WebSocket from 'ws';

export type Message = Record<string, unknown>;

/** Posts JSON to a path. */
export function post(url: string, path: string, body: unknown, init: RequestInit = {}): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...init,
  });
}

/** The lines of an NDJSON answer. */
export async function linesOf(response: Response): Promise<Message[]> {
  const text = await response.text();
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

export interface Frame {
  readonly text: string | undefined;
  readonly binary: Buffer | undefined;
}

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** A WebSocket and everything it was sent. */
export class NativeSocket {
  readonly frames: Frame[] = [];
  readonly closed: Promise<Closed>;
  readonly #waiting: { count: number; resolve: () => void }[] = [];

  constructor(readonly ws: WebSocket) {
    ws.on('error', () => {}); // seen by whoever waits for the opening
    ws.on('message', (data: Buffer, isBinary) => {
      this.frames.push(
        isBinary ? { text: undefined, binary: data } : { text: data.toString(), binary: undefined },
      );
      for (const { count, resolve } of this.#waiting) if (this.frames.length >= count) resolve();
    });
    this.closed = once(ws, 'close').then(([code, reason]) => ({ code, reason: String(reason) }));
  }

  /** The text messages, parsed. */
  get messages(): Message[] {
    return this.frames.flatMap(({ text }) => (text === undefined ? [] : [JSON.parse(text)]));
  }

  /** Resolves when that many frames have come. */
  received(count: number): Promise<void> {
    if (this.frames.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ count, resolve }));
  }

  send(message: unknown): void {
    this.ws.send(JSON.stringify(message));
  }
}

/** Opens a WebSocket at a path of an http URL. */
export async function openSocket(
  url: string,
  path: string,
  protocols: string[] = [],
  options: WebSocket.ClientOptions = {},
): Promise<NativeSocket> {
  const socket = new NativeSocket(new WebSocket(url.replace('http', 'ws') + path, protocols, options));
  await once(socket.ws, 'open');
  return socket;
}

/** The HTTP answer of an upgrade that is refused. */
export async function refusedUpgrade(
  url: string,
  path: string,
  protocols: string[] = [],
  options: WebSocket.ClientOptions = {},
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  const ws = new WebSocket(url.replace('http', 'ws') + path, protocols, options);
  ws.on('error', () => {}); // the refusal itself
  const [, response] = await once(ws, 'unexpected-response');
  let body = '';
  for await (const part of response) body += String(part);
  return { status: response.statusCode, headers: response.headers, body };
}

/** Sends one request and reads to the end. */
export async function converse(
  url: string,
  message: unknown,
  protocols: string[] = [],
): Promise<{ socket: NativeSocket; closed: Closed }> {
  const socket = await openSocket(url, '/ws/speak-stream', protocols);
  if (typeof message === 'string' || message instanceof Uint8Array) socket.ws.send(message);
  else socket.send(message);
  return { socket, closed: await socket.closed };
}
