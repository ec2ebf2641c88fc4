/** Keys on kokoro-web's routes. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Running, startServer } from '../harness/in-process-server.js';

let running: Running;
beforeAll(async () => {
  running = await startServer({ apiKey: ['secret'] });
});
afterAll(() => running.server.close());

const ask = (headers: Record<string, string>, method = 'GET'): Promise<Response> =>
  fetch(`${running.url}/api/v1/audio/voices`, { method, headers });

test.each([
  [{}, 'Authorization header is missing'],
  [{ authorization: 'Bearer wrong' }, 'Unauthorized'],
])('headers %j are answered with 401 and "%s"', async (headers, message) => {
  const response = await ask(headers);
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ message });
});

test.each(['Bearer secret', 'bearer secret', 'secret'])('"%s" lets in', async (authorization) => {
  expect((await ask({ authorization })).status).toBe(200);
});

test('a preflight of any page needs no key', async () => {
  const open = await startServer();
  const response = await fetch(`${open.url}/api/v1/audio/speech`, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://app.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization, content-type',
    },
  });
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  open.server.close();
});
