import { once } from 'node:events';
import net from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { type Running, startServer } from '../harness/in-process-server.js';
import { type NativeSocket, openSocket, post, refusedUpgrade } from '../harness/native-client.js';

const path = '/ws/speak-stream';
const sentence = `${'A'.repeat(70)}. `;
/** Twenty chunks of 170 KB. */
const long = { text: sentence.repeat(20), target_chunk_chars: 80, format: 'pcm' };

let running: Running | undefined;
afterEach(() => running?.server.close());

/** The connection under a WebSocket, to stop reading from it. */
function wire(socket: NativeSocket): net.Socket {
  const under: unknown = Reflect.get(socket.ws, '_socket');
  if (under instanceof net.Socket) return under;
  throw new Error('No connection.');
}

test('a message of more than 64 KiB closes with 1009, one of exactly 64 KiB does not', async () => {
  running = await startServer();
  const tooLong = await openSocket(running.url, path);
  tooLong.ws.send('x'.repeat(64 * 1024 + 1));
  expect((await tooLong.closed).code).toBe(1009);
  const longest = await openSocket(running.url, path);
  longest.ws.send('x'.repeat(64 * 1024));
  expect((await longest.closed).code).toBe(1000);
});

test('a client that says nothing is closed with 1008', async () => {
  running = await startServer({ wsAuthHandshakeTimeoutSec: 1 });
  const socket = await openSocket(running.url, path);
  const openedAt = performance.now();
  expect(await socket.closed).toEqual({ code: 1008, reason: 'Authentication timeout.' });
  expect(performance.now() - openedAt).toBeGreaterThan(900);
});

test('the sixty-fifth silent socket of a client is refused, and one of another client is not', async () => {
  running = await startServer();
  const from = (localAddress: string) => ({ localAddress });
  const { url } = running;
  const sockets = await Promise.all(
    Array.from({ length: 64 }, () => openSocket(url, path, [], from('127.0.0.1'))),
  );
  const refused = await refusedUpgrade(url, path, [], from('127.0.0.1'));
  expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': expect.stringMatching(/^\d+$/) } });
  const other = await openSocket(url, path, [], from('127.0.0.2'));
  sockets[0]?.send({ text: 'Hi.' });
  await sockets[0]?.closed;
  const next = await openSocket(url, path, [], from('127.0.0.1'));
  for (const { ws } of [...sockets, other, next]) ws.terminate();
});

test('a thousand idle sockets stall nobody and leave nothing behind', async () => {
  running = await startServer({ wsAuthHandshakeTimeoutSec: 60 });
  const { url, server } = running;
  const sockets: NativeSocket[] = [];
  for (let group = 0; group < 20; group++) {
    const options = { localAddress: `127.0.1.${group + 1}` };
    sockets.push(
      ...(await Promise.all(Array.from({ length: 50 }, () => openSocket(url, path, [], options)))),
    );
  }
  expect(Object.values(server.open.sockets)).toEqual([1000]);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => post(url, '/api/speak', { text: 'Still here.', format: 'pcm' })),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  for (const [at, { ws }] of sockets.entries()) at % 2 === 0 ? ws.close() : ws.terminate();
  await Promise.all(sockets.map(({ closed }) => closed));
  const { lines } = running;
  while (lines.filter(({ message }) => message === 'socket').length < 1000) await new Promise(setImmediate);
  expect(Object.values(server.open.sockets).reduce((sum, count) => sum + count, 0)).toBe(0);
}, 60_000);

test('a slow reader gets every byte, and waits for nobody else', async () => {
  running = await startServer();
  const socket = await openSocket(running.url, path);
  socket.send({ ...long, text: sentence.repeat(34) });
  await socket.received(1);
  wire(socket).pause();
  const answer = await post(running.url, '/api/speak', { text: 'Meanwhile.', format: 'pcm' });
  expect(answer.status).toBe(200);
  await running.engine.idle(); // parked: nothing is made for it any more
  expect(running.engine.asked.length).toBeLessThan(34 + 1);
  wire(socket).resume();
  expect((await socket.closed).code).toBe(1000);
  const sizes = socket.frames.flatMap(({ binary }) => (binary === undefined ? [] : [binary.length]));
  expect(sizes).toEqual(Array.from({ length: 34 }, () => 170_400));
});

test('a client that never reads is closed with 1013, and its place is free', async () => {
  running = await startServer({ synthQueue: 0 });
  const socket = await openSocket(running.url, path);
  const endless = { ...long, text: sentence.repeat(34) };
  socket.send(endless);
  await socket.received(1);
  wire(socket).pause();
  const pings = setInterval(() => socket.ws.ping(), 500); // alive, but it does not read
  while (!running.lines.some(({ close }) => close !== undefined)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  clearInterval(pings);
  expect(running.engine.speaking).toBe(0);
  wire(socket).resume();
  expect((await socket.closed).code).toBe(1013);
}, 30_000);

test('a half-closed connection frees its place', async () => {
  running = await startServer({ synthQueue: 0 }, { rtf: 0.2 });
  const socket = await openSocket(running.url, path);
  socket.send(long);
  await socket.received(1);
  wire(socket).end(); // our half only
  await running.engine.idle();
  expect((await post(running.url, '/api/speak', { text: 'Next.', format: 'pcm' })).status).toBe(200);
});

test('clients that leave at any moment leak no place', async () => {
  running = await startServer({ synthQueue: 2 }, { rtf: 0.002 });
  for (let round = 0; round < 60; round++) {
    const socket = await openSocket(running.url, path);
    socket.send(long);
    if (round % 3 > 0) await socket.received(round % 5);
    socket.ws.terminate();
    await socket.closed;
  }
  await running.engine.idle();
  const health = await fetch(`${running.url}/api/health`);
  expect(await health.json()).toMatchObject({
    queue: { active_jobs: 0, queued_jobs: 0, available_slots: 4 },
  });
});

test('handshakes that are cut or odd hurt nobody', async () => {
  running = await startServer();
  const head = [
    `GET ${path} HTTP/1.1`,
    'Host: a',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ].join('\r\n');
  for (const bytes of [
    `${head}\r\n\r\n`,
    head.slice(0, 60),
    `${head}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    `${head}\r\nHost: b\r\n\r\n`,
    `${head}\r\n\r\n\xff\xff\xff\xff\xff\xff\xff\xff`,
    `${head}\r\n\r\n\x81\x05Hello`, // not masked
  ]) {
    const socket = net.connect(running.port, '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write(bytes, 'latin1');
    await new Promise((resolve) => setTimeout(resolve, 30));
    socket.destroy();
  }
  const socket = await openSocket(running.url, path);
  socket.send({ text: 'Still here.' });
  expect((await socket.closed).code).toBe(1000);
});

test('a draining server closes idle sockets at once and lets the others finish', async () => {
  running = await startServer({}, { rtf: 0.05 });
  const idle = await openSocket(running.url, path);
  const busy = await openSocket(running.url, path);
  busy.send({ ...long, text: sentence.repeat(3) });
  await busy.received(1);
  const drained = running.server.drain(0, 20);
  expect(await idle.closed).toEqual({ code: 1001, reason: 'Server is shutting down.' });
  expect((await busy.closed).code).toBe(1000);
  expect(busy.messages.at(-1)).toMatchObject({ type: 'done', total_chunks: 3 });
  await drained;
});

test('what is still spoken when the grace time is over is told so', async () => {
  running = await startServer({}, { rtf: 0.2 });
  const socket = await openSocket(running.url, path);
  socket.send(long);
  await socket.received(1);
  await running.server.drain(0, 0.05);
  expect((await socket.closed).code).toBe(1001);
  expect(socket.messages.at(-1)).toEqual({
    type: 'error',
    detail: 'Server is shutting down.',
    code: 'DRAINING',
  });
});
