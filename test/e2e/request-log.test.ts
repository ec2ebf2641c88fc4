/** The line each request leaves: facts, never text. And the headers every answer has. */
import { afterEach, expect, test } from '@jest/globals';
import { type Running, speak, startServer } from '../harness/in-process-server.js';
import { converse } from '../harness/native-client.js';

let running: Running | undefined;
afterEach(() => running?.server.close());

const text = 'A telltale sentence that nobody shall find.';

test('a spoken request leaves its facts in one line', async () => {
  running = await startServer({ logIps: 'full' });
  const { url, lines } = running;
  const response = await speak(url, {
    input: text,
    voice: 'af_heart',
    response_format: 'wav',
    stream: false,
  });
  await response.arrayBuffer();
  expect(lines.filter(({ message }) => message === 'request')).toEqual([
    expect.objectContaining({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      level: 'info',
      id: response.headers.get('x-request-id'),
      client: '127.0.0.1',
      method: 'POST',
      route: '/v1/audio/speech',
      status: 200,
      outcome: 'sent',
      characters: text.length,
      language: 'en-us',
      voice: 'af_heart',
      format: 'wav',
      queueMs: expect.any(Number),
      ttfaMs: expect.any(Number),
      audioSec: expect.any(Number),
      rtf: expect.any(Number),
    }),
  ]);
});

test('no text a client sent gets into the log, however it was sent', async () => {
  running = await startServer({ apiKey: ['right'], authFailureLimit: 0 });
  const { url, lines } = running;
  const key = { authorization: 'Bearer right' };
  const bodies = [
    JSON.stringify({ input: text }),
    JSON.stringify({ input: text, voice: 'nobody' }),
    JSON.stringify({ input: text, speed: 99 }),
    `{"input": "${text}`,
  ];
  for (const path of ['/v1/audio/speech', '/api/speak', '/api/v1/audio/speech', '/dev/phonemize', '/nope'])
    for (const body of bodies.flatMap((json) => [json, json.replace('"input"', '"text"')]))
      await (await fetch(url + path, { method: 'POST', body, headers: key })).arrayBuffer();
  await fetch(`${url}/v1/models?q=${encodeURIComponent(text)}`, {
    headers: { authorization: `Bearer ${text}` },
  });
  expect(lines.length).toBeGreaterThan(40);
  expect(JSON.stringify(lines)).not.toContain('telltale');
});

test.each([
  ['full', '127.0.0.1'],
  ['truncated', '127.0.0.0/24'],
  ['none', undefined],
] as const)('addresses are logged %s', async (logIps, client) => {
  running = await startServer({ logIps });
  await fetch(`${running.url}/health`);
  expect(running.lines.at(-1)?.client).toBe(client);
  const { socket } = await converse(running.url, { text: 'Hi.' });
  socket.ws.terminate();
  expect(running.lines.findLast(({ message }) => message === 'socket')?.client).toBe(client);
});

test('every path answers with the headers that protect browsers, and names no library', async () => {
  running = await startServer({ enableDebug: true, allowUnload: true });
  const { url } = running;
  const description: unknown = await (await fetch(`${url}/openapi.json`)).json();
  const paths = Object.entries<object>(Reflect.get(Object(description), 'paths'));
  expect(paths.length).toBeGreaterThan(20);
  for (const [path, operations] of [...paths, ['/nope', { get: {} }] as const]) {
    if (path === '/api/health/stream') continue; // has no end
    for (const method of Object.keys(operations)) {
      const response = await fetch(url + path.replace(/\{\w+\}/, 'x'), { method: method.toUpperCase() });
      await response.arrayBuffer();
      const { headers } = response;
      expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
      expect([path, headers.get('referrer-policy')]).toEqual([path, 'no-referrer']);
      expect([path, headers.get('cross-origin-resource-policy')]).toEqual([path, 'cross-origin']);
      expect([path, headers.get('x-request-id')]).toEqual([path, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
      expect([path, headers.has('server'), headers.has('uwebsockets')]).toEqual([path, false, false]);
    }
  }
});
