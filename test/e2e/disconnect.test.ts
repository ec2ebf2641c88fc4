import net from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { type Running, speak, startServer } from '../harness/in-process-server.js';
import { message } from '../harness/raw-request.js';

let running: Running | undefined;
afterEach(() => running?.server.close());

const long = 'This sentence goes on and on. '.repeat(200);

async function start(rtf: number): Promise<Running> {
  running = await startServer({ synthQueue: 0 }, { rtf });
  return running;
}

test.each(['stream', 'buffer', 'sse'])('a client that leaves a %s frees its place', async (how) => {
  const { url, engine, lines } = await start(0.2);
  const client = new AbortController();
  const extra = { stream: { stream: true }, buffer: { stream: false }, sse: { stream_format: 'sse' } }[how];
  const answer = speak(url, { input: long, ...extra }, { signal: client.signal }).catch(() => {});
  while (engine.speaking === 0) await new Promise(setImmediate);
  client.abort();
  await engine.idle();
  await answer;
  expect((await speak(url, { input: 'Next.' })).status).toBe(200);
  expect(lines.some(({ outcome }) => outcome === 'gone')).toBe(true);
});

test('clients that leave at any moment leak no place', async () => {
  const { port, url, engine } = await start(0.01);
  const body = JSON.stringify({ input: long });
  const request = message('POST /v1/audio/speech', ['Content-Type: application/json'], body);
  for (let round = 0; round < 60; round++) {
    const sent = Math.ceil((request.length * ((round % 6) + 1)) / 6);
    await new Promise<void>((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => {
        socket.write(request.slice(0, sent), () => setTimeout(() => socket.resetAndDestroy(), round % 7));
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve());
    });
  }
  await engine.idle();
  for (let round = 0; round < 3; round++) {
    const response = await speak(url, { input: 'Still two places.', stream: false });
    expect(response.status).toBe(200);
  }
});
