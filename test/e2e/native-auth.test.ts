import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Running, startServer } from '../harness/in-process-server.js';
import { openSocket, refusedUpgrade } from '../harness/native-client.js';
import { shortLivedServers } from '../harness/short-lived-servers.js';

const path = '/ws/speak-stream';
const bearer = { authorization: 'Bearer k' };

const start = shortLivedServers();
let running: Running;
beforeAll(async () => {
  running = await startServer({
    apiKey: ['k'],
    authFailureLimit: 0,
    trustProxyHeaders: true,
    trustedProxyIps: ['127.0.0.1'],
    allowedOrigins: ['https://page.example'],
  });
});
afterAll(() => running.server.close());

async function token(headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(`${running.url}/api/ws-token`, {
    method: 'POST',
    headers: { ...bearer, ...headers },
  });
  // The body's shape is what native-lists.test.ts checks.
  const { token, proof } = (await response.json()) as { token: string; proof: string };
  return `kokoro-auth.${token}.${proof}`;
}

async function speaks(protocols: string[], headers: Record<string, string> = {}): Promise<void> {
  const socket = await openSocket(running.url, path, protocols, { headers });
  socket.send({ text: 'Hi.' });
  expect((await socket.closed).code).toBe(1000);
  expect(socket.messages.at(-1)).toMatchObject({ type: 'done' });
}

describe('/api/* without a key', () => {
  test.each(['/api/health', '/api/capabilities', '/api/speak', '/api/ws-token', '/api/chunk-plan'])(
    '%s is 401 in the words of kokoro-webui',
    async (route) => {
      const method = /health|capabilities/.test(route) ? 'GET' : 'POST';
      const response = await fetch(running.url + route, { method });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.json()).toMatchObject({
        detail: 'Authentication failed.',
        request_id: response.headers.get('x-request-id'),
      });
    },
  );

  test.each([
    [{ authorization: 'Bearer k' }, 200],
    [{ authorization: 'bearer k' }, 200],
    [{ authorization: 'k' }, 200],
    [{ 'x-api-key': 'k' }, 200],
    [{ authorization: 'Bearer x' }, 401],
  ])('with %j it is %i', async (headers, status) => {
    expect((await fetch(`${running.url}/api/health`, { headers })).status).toBe(status);
  });

  test('a bad body is not looked at', async () => {
    const response = await fetch(`${running.url}/api/speak`, { method: 'POST', body: '{"text":' });
    expect(response.status).toBe(401);
  });
});

describe('a WebSocket opens', () => {
  test.each([[{ authorization: 'Bearer k' }], [{ 'x-api-key': 'k' }]])(
    'with the header %j',
    async (headers) => {
      await speaks([], headers);
    },
  );

  test('with a token as a subprotocol, which is never the selected one', async () => {
    await speaks(['kokoro-stream', await token()]);
  });
});

describe('a WebSocket is refused with 403 and an empty body', () => {
  const refused = { status: 403, body: '' };

  test.each([
    ['without anything', path, []],
    ['with a key in the query', `${path}?api_key=k`, []],
    ['with a token nobody issued', path, [`kokoro-auth.${'a'.repeat(32)}.${'b'.repeat(22)}`]],
    ['with a token of a wrong form', path, ['kokoro-auth.', 'kokoro-auth.a']],
  ])('%s', async (_how, place, protocols) => {
    expect(await refusedUpgrade(running.url, place, protocols)).toMatchObject(refused);
  });

  test('with a token that was used', async () => {
    const used = await token();
    await speaks(['kokoro-stream', used]);
    expect(await refusedUpgrade(running.url, path, ['kokoro-stream', used])).toMatchObject(refused);
  });

  test('with a token of another client, which it does not use up', async () => {
    const mine = { 'x-forwarded-for': '1.1.1.1' };
    const theirs = { 'x-forwarded-for': '2.2.2.2' };
    const protocols = ['kokoro-stream', await token(mine)];
    expect(await refusedUpgrade(running.url, path, protocols, { headers: theirs })).toMatchObject(refused);
    await speaks(protocols, mine);
  });

  test('with a wrong proof, which uses nothing up', async () => {
    const good = await token();
    const wrong = good.replace(/[^.]+$/, 'c'.repeat(22));
    expect(await refusedUpgrade(running.url, path, [wrong])).toMatchObject(refused);
    await speaks(['kokoro-stream', good]);
  });

  test('with a token of another page', async () => {
    const origin = 'https://page.example';
    const protocols = ['kokoro-stream', await token({ origin })];
    expect(await refusedUpgrade(running.url, path, protocols)).toMatchObject(refused);
    await speaks(protocols, { origin });
  });

  test('from a page of another origin, key or no key', async () => {
    const headers = { ...bearer, origin: 'https://evil.example' };
    expect(await refusedUpgrade(running.url, path, [], { headers })).toMatchObject(refused);
  });
});

test('from a page of its own origin, or a listed one, a WebSocket opens', async () => {
  await speaks([], { ...bearer, origin: running.url });
  await speaks([], { ...bearer, origin: 'https://page.example' });
});

test('too many failures are 429 with the time to wait', async () => {
  const strict = await start({ apiKey: ['k'], authFailureLimit: 1, authFailureWindowSec: 30 });
  const statuses = [];
  for (let round = 0; round < 3; round++) statuses.push((await refusedUpgrade(strict.url, path)).status);
  expect(statuses).toEqual([403, 429, 429]);
  expect((await refusedUpgrade(strict.url, path)).headers).toMatchObject({ 'retry-after': '30' });
  const response = await fetch(`${strict.url}/api/health`);
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '30']);
  expect(await response.json()).toMatchObject({
    detail: 'Too many authentication failures. Try again later.',
  });
});

test('a token is issued and works with keys off, too', async () => {
  const open = await start();
  const response = await fetch(`${open.url}/api/ws-token`, { method: 'POST' });
  const { token, proof } = (await response.json()) as { token: string; proof: string };
  const socket = await openSocket(open.url, path, ['kokoro-stream', `kokoro-auth.${token}.${proof}`]);
  expect(socket.ws.protocol).toBe('kokoro-stream');
  socket.ws.terminate();
});
