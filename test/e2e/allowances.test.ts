/** What a key may use, over HTTP and WebSocket alike: characters a minute, utterances at a time. */
import { afterEach, expect, test } from '@jest/globals';
import type { Config } from '../../src/config/schema.js';
import type { FakeOptions } from '../harness/fake-engine.js';
import { type Running, speak, startServer } from '../harness/in-process-server.js';
import { openSocket, post } from '../harness/native-client.js';

let running: Running | undefined;
afterEach(() => running?.server.close());

async function server(config: Partial<Config>, engine: FakeOptions = {}): Promise<Running> {
  running = await startServer(config, engine);
  return running;
}

test('characters are counted when an utterance is admitted, and refused with the time to wait', async () => {
  const { url } = await server({ rateLimitCharsPerMin: 60 });
  expect((await speak(url, { input: 'a'.repeat(50) })).status).toBe(200);
  const refused = await speak(url, { input: 'a'.repeat(20) });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(9);
  expect(await refused.json()).toMatchObject({
    error: { type: 'rate_limit_error', message: 'Rate limit of 60 characters a minute exceeded.' },
  });
  const native = await post(url, '/api/speak', { text: 'a'.repeat(20) });
  expect([native.status, native.headers.has('retry-after')]).toEqual([429, true]);
});

test('utterances at a time are bounded, and there is room again when one has ended', async () => {
  const { url, engine } = await server({ rateLimitConcurrent: 1 }, { rtf: 0.2 });
  const leaving = new AbortController();
  const first = await speak(url, { input: 'A text. '.repeat(200) }, { signal: leaving.signal });
  expect(first.status).toBe(200);
  const second = await speak(url, { input: 'Hello.' });
  expect([second.status, second.headers.get('retry-after')]).toEqual([429, '1']);
  leaving.abort();
  await engine.idle();
  let third = await speak(url, { input: 'Hello.' });
  for (let tries = 0; third.status === 429 && tries < 100; tries++)
    third = await speak(url, { input: 'Hello.' });
  expect(third.status).toBe(200);
});

test('a token stands for the key it was asked for with, and shares what that may use', async () => {
  const { url, lines } = await server({ apiKey: ['k'], rateLimitRpm: 2 });
  const headers = { authorization: 'Bearer k' };
  const issued: unknown = await (await fetch(`${url}/api/ws-token`, { method: 'POST', headers })).json();
  const { token, proof } = Object(issued);
  const socket = await openSocket(url, '/ws/speak-stream', [
    'kokoro-stream',
    `kokoro-auth.${token}.${proof}`,
  ]);
  socket.send({ text: 'Hi.' });
  await socket.closed;
  expect((await fetch(`${url}/v1/models`, { headers })).status).toBe(429);
  const keys = lines
    .filter(({ message }) => message === 'request' || message === 'socket')
    .map(({ key }) => key);
  expect(new Set(keys.slice(0, 2)).size).toBe(1);
  expect(keys[0]).toMatch(/^key-/);
});
