/** What is refused before a request is one: size, version, connections, and the PROXY protocol's word for a client. */
import { once } from 'node:events';
import net from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import type { Config } from '../../src/config/schema.js';
import { type Running, startServer } from '../harness/in-process-server.js';
import { rawRequest } from '../harness/raw-request.js';

let running: Running[] = [];
afterEach(() => {
  for (const { server } of running) server.close();
  running = [];
});

async function server(config: Partial<Config> = {}): Promise<Running> {
  const started = await startServer(config);
  running.push(started);
  return started;
}

const request = (headers: readonly string[], version = '1.1') =>
  [`GET /health HTTP/${version}`, 'Host: a', 'Connection: close', ...headers, '', ''].join('\r\n');
const statusOf = async ({ port }: Running, bytes: string) =>
  (await rawRequest(port, bytes, /never/)).slice(9, 12);

describe('a request', () => {
  test('with more than 4096 bytes of headers gets 431', async () => {
    const it = await server();
    expect(await statusOf(it, request([`X-Long: ${'x'.repeat(3900)}`]))).toBe('200');
    expect(await statusOf(it, request([`X-Long: ${'x'.repeat(4100)}`]))).toBe('431');
  });

  test('with more than 100 headers gets 431', async () => {
    const it = await server();
    const headers = Array.from({ length: 101 }, (_, at) => `X-${at}: y`);
    expect(await statusOf(it, request(headers.slice(0, 90)))).toBe('200');
    expect(await statusOf(it, request(headers))).toBe('431');
  });

  test.each(['1.0', '2.0', '0.9'])('of HTTP %s gets 505', async (version) => {
    expect(await statusOf(await server(), request([], version))).toBe('505');
  });
});

describe('connections', () => {
  test('beyond the most are closed at once, and there is room again when one has ended', async () => {
    const { port, url } = await server({ maxConnections: 2 });
    const held = [net.connect(port, '127.0.0.1'), net.connect(port, '127.0.0.1')];
    await Promise.all(held.map((socket) => once(socket, 'connect')));
    expect(await rawRequest(port, request([]), /never/)).toBe('');
    const [first] = held;
    first?.destroy();
    for (const socket of held) socket.on('error', () => {});
    let status = 0;
    for (let tries = 0; status !== 200 && tries < 100; tries++)
      status = await fetch(`${url}/health`).then(
        (response) => response.status,
        () => 0,
      );
    expect(status).toBe(200);
    for (const socket of held) socket.destroy();
  });
});

test('connections of one network have a bound of their own', async () => {
  const { port } = await server({ maxConnectionsPerIp: 3 });
  const held = Array.from({ length: 3 }, () => net.connect(port, '127.0.0.1').on('error', () => {}));
  await Promise.all(held.map((socket) => once(socket, 'connect')));
  expect(await rawRequest(port, request([]), /never/)).toBe('');
  for (const socket of held) socket.destroy();
  let answer = '';
  for (const until = performance.now() + 10_000; answer === '' && performance.now() < until; )
    answer = await rawRequest(port, request([]), /never/);
  expect(answer).toContain('200 OK');
});

test('WebSockets that have ended leave room', async () => {
  const { port } = await server({ maxConnections: 2 });
  for (let round = 0; round < 5; round++) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws/speak-stream`);
    await once(socket, 'open');
    socket.close();
    await once(socket, 'close');
  }
  expect(await rawRequest(port, request([]), /never/)).toContain('200 OK');
});

describe('the PROXY protocol', () => {
  /** Version 2 header: TCP over IPv4 from 9.8.7.6. */
  const header = Buffer.from(
    '0d0a0d0a000d0a515549540a2111000c098760607f00000112340050'.replace('09876060', '09080706'),
    'hex',
  );

  const clientSeen = async (config: Partial<Config>): Promise<unknown> => {
    const { port, lines } = await server({ logIps: 'full', ...config });
    await rawRequest(port, header.toString('latin1') + request([]), /never/);
    return lines.at(-1)?.client;
  };

  test('is believed of a trusted peer only', async () => {
    expect(await clientSeen({ trustProxyHeaders: true, trustedProxyIps: ['127.0.0.0/8'] })).toBe('9.8.7.6');
    expect(await clientSeen({ trustProxyHeaders: true, trustedProxyIps: ['10.0.0.0/8'] })).toBe('127.0.0.1');
    expect(await clientSeen({})).toBe('127.0.0.1');
  });
});
