import { afterEach, expect, test } from '@jest/globals';
import { type Running, speak, startServer } from '../harness/in-process-server.js';

let running: Running;
afterEach(() => running.server.close());

const long = 'This sentence goes on for a while. '.repeat(3);

test('what is admitted is finished, nothing new is admitted, and then the server is gone', async () => {
  running = await startServer({}, { rtf: 0.2 });
  const { url, server, engine } = running;
  const inside = await speak(url, { input: long, response_format: 'pcm' });
  const drained = server.drain(0.2, 30);

  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'not_ready', reason: 'draining' }]);
  const refused = await speak(url, { input: 'Too late.' });
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(await refused.json()).toMatchObject({ error: { code: 'draining', type: 'server_error' } });
  expect((await fetch(`${url}/health`)).status).toBe(200);

  const whole = 3 * 'This sentence goes on for a while.'.length * 2400;
  expect((await inside.arrayBuffer()).byteLength).toBe(whole);
  await drained;
  expect(engine.speaking).toBe(0);
  await expect(fetch(`${url}/health`)).rejects.toThrow();
});

test('what outlasts the grace time is cut, and looks cut', async () => {
  running = await startServer({}, { rtf: 1 });
  const { url, server, engine } = running;
  const inside = await speak(url, { input: long });
  const drained = server.drain(0, 0.3);
  await expect(inside.arrayBuffer()).rejects.toThrow();
  await drained;
  await engine.idle();
});

test('an idle server does not wait out the grace time', async () => {
  running = await startServer();
  await fetch(`${running.url}/health`);
  const startedAt = performance.now();
  await running.server.drain(0, 30);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
