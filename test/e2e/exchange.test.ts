/** The transport alone: bytes through uWS to clients that read slowly, not at all, or leave. */
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Exchange, type Outcome } from '../../src/http/exchange.js';
import { listen, type Transport } from '../../src/http/transport.js';

const block = new Uint8Array(12 * 1024).fill(7);
const blocks = 1000; // more than the kernel buffers on both sides

/** Audio that remembers how far it got. */
class Producer {
  produced = 0;
  #end = (): void => {};
  readonly ended = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  /** Yields every block, or, with `onceFull`, falls silent for good after the first one that had to wait. */
  async *audio(signal: AbortSignal, onceFull = false): AsyncGenerator<Uint8Array> {
    try {
      for (; this.produced < blocks; this.produced++) {
        if (signal.aborted) return;
        const start = performance.now();
        yield block;
        if (onceFull && performance.now() - start > 100) await once(signal, 'abort');
      }
    } finally {
      this.#end();
    }
  }
}

const whole = new Uint8Array(blocks * block.length).map((_, index) => index % 251);
const stallMs = 1500;
let transport: Transport;
let producer: Producer;
/** Resolves with how the next exchange ends. */
const outcome = (): Promise<Outcome> =>
  new Promise((resolve) => {
    onOutcome = resolve;
  });
let onOutcome = (_: Outcome): void => {};
beforeAll(async () => {
  transport = await listen('127.0.0.1', 0, (res, req) => {
    const exchange = new Exchange(res, stallMs);
    producer = new Producer();
    const path = req.getUrl();
    const headers = path === '/split' ? { 'x-bad': 'a\r\nx-forged: 1' } : {};
    const body = path === '/whole' ? whole : producer.audio(exchange.signal, path === '/silence');
    exchange.send({ status: 200, headers, body }).then(onOutcome, () => exchange.fail(500, {}, 'failed'));
  });
});
afterAll(() => transport.close());

/** Resolves when the headers are there; the body stays unread until somebody asks for it. */
const get = (path: string): Promise<http.IncomingMessage> =>
  new Promise((resolve) => {
    http.get({ host: '127.0.0.1', port: transport.port, path, agent: false }, resolve);
  });

test('sends every byte of a stream', async () => {
  let received = 0;
  for await (const { length } of await get('/audio')) received += length;
  expect(received).toBe(blocks * block.length);
});

test('sends every byte of a body of known length, in order', async () => {
  const response = await get('/whole');
  expect(response.headers['content-length']).toBe(String(whole.length));
  const parts: Buffer[] = [];
  for await (const part of response) {
    parts.push(part);
    if (parts.length % 50 === 0) await later(1);
  }
  expect(Buffer.concat(parts).equals(whole)).toBe(true);
});

test('holds the producer back while the client does not read, and ends it when the client leaves', async () => {
  const response = await get('/audio');
  await later(500);
  const held = producer.produced;
  expect(held).toBeLessThan(blocks);
  await later(300);
  expect(producer.produced).toBeLessThanOrEqual(held + 1);
  response.destroy();
  await producer.ended;
});

test('delivers all it has to a slow reader when nothing more is written', async () => {
  const response = await get('/silence');
  await later(300);
  let received = 0;
  response.on('data', ({ length }) => {
    received += length;
  });
  while (received < producer.produced * block.length) await later(20);
  expect(received).toBeGreaterThanOrEqual(producer.produced * block.length);
  response.destroy();
});

test.each(['/audio', '/whole'])('a client that plays %s as it reads gets every byte', async (path) => {
  // Slower than the kernel's own idea of progress, which reports room only once a third of its buffer is free.
  const ended = outcome();
  const socket = net.connect(transport.port, '127.0.0.1');
  socket.on('readable', () => {});
  socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
  let received = 0;
  const startedAt = performance.now();
  while (performance.now() - startedAt < stallMs * 3) {
    received += (socket.read(24_000) ?? socket.read())?.length ?? 0;
    await later(50);
  }
  socket.removeAllListeners('readable');
  socket.on('data', ({ length }) => {
    received += length;
  });
  expect(await ended).toBe('sent');
  while (received < whole.length) await once(socket, 'data');
  socket.destroy();
});

test.each(['/audio', '/whole'])(
  'a client that reads nothing is given up, and %s is broken off',
  async (path) => {
    const socket = net.connect(transport.port, '127.0.0.1');
    socket.pause();
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
    expect(await outcome()).toBe('gone');
    let received = 0;
    socket.on('data', ({ length }) => {
      received += length;
    });
    socket.resume();
    await once(socket, 'close');
    expect(received).toBeLessThan(whole.length);
  },
);

test('a line break in a header value becomes a failure, and no header', async () => {
  const response = await get('/split');
  expect(response.statusCode).toBe(500);
  expect(response.headers).not.toHaveProperty('x-forged');
});

test('a second server on the port cannot start', async () => {
  await expect(listen('127.0.0.1', transport.port, (res) => res.close())).rejects.toThrow(
    `Cannot listen on 127.0.0.1:${transport.port}: the port is taken`,
  );
});
