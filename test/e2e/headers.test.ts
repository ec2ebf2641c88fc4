import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Running, speak, startServer } from '../harness/in-process-server.js';
import { message, rawRequest } from '../harness/raw-request.js';

let running: Running;
beforeAll(async () => {
  running = await startServer();
});
afterAll(() => running.server.close());

const origin = { origin: 'https://page.example' };

describe('the request id', () => {
  test("is the request's own if it is a plain one", async () => {
    const response = await fetch(`${running.url}/health`, { headers: { 'x-request-id': 'a.B_1-2' } });
    expect(response.headers.get('x-request-id')).toBe('a.B_1-2');
  });

  test.each(['a b', 'x'.repeat(65), 'a;b'])('is a new one instead of %j', async (id) => {
    const response = await fetch(`${running.url}/nope`, { headers: { 'x-request-id': id } });
    const given = response.headers.get('x-request-id') ?? '';
    expect(given).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await response.json()).toMatchObject({ request_id: given });
  });
});

describe('CORS', () => {
  test('lets any page read answers and their headers', async () => {
    const response = await speak(
      running.url,
      { input: 'Hello.' },
      { headers: { ...origin, 'content-type': 'text/plain' } },
    );
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-expose-headers')).toContain('X-Kokoro-Voice');
    expect(response.headers.has('access-control-allow-credentials')).toBe(false);
  });

  test('says nothing to clients that are no pages', async () => {
    const response = await fetch(`${running.url}/health`);
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
  });

  test('a preflight is granted the headers that are known', async () => {
    const response = await fetch(`${running.url}/v1/audio/speech`, {
      method: 'OPTIONS',
      headers: {
        ...origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type, x-stainless-os, x-evil',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, POST, HEAD, OPTIONS');
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type, x-stainless-os');
    expect(response.headers.get('access-control-max-age')).toBe('600');
  });

  test('with a list, only its pages are let in', async () => {
    const listed = await startServer({ allowedOrigins: ['https://good.example'] });
    const ask = (from: string) =>
      fetch(`${listed.url}/health`, {
        method: 'OPTIONS',
        headers: { origin: from, 'access-control-request-method': 'GET' },
      });
    const good = await ask('https://good.example');
    expect([good.status, good.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://good.example',
    ]);
    expect(good.headers.get('vary')).toBe('Origin');
    const bad = await ask('https://bad.example');
    expect([bad.status, await bad.text()]).toEqual([400, 'Disallowed CORS origin']);
    expect(bad.headers.has('access-control-allow-origin')).toBe(false);
    listed.server.close();
  });
});

test.each(['/', '/health', '/v1/models', '/nope'])('OPTIONS %s is answered 204', async (path) => {
  expect((await fetch(running.url + path, { method: 'OPTIONS' })).status).toBe(204);
});

test.each([
  '/',
  '/v1',
  '/v1/',
  '/v1/test',
  '/v1/models',
  '/v1/audio/voices',
  '/health',
  '/livez',
  '/readyz',
  '/openapi.json',
])('HEAD %s has the headers of GET and no body', async (path) => {
  const answer = await rawRequest(running.port, message(`HEAD ${path}`, ['Connection: close']), /\r\n\r\n/);
  const get = await fetch(running.url + path);
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(answer.toLowerCase()).toContain(`content-length: ${(await get.text()).length}`);
  expect(answer.split('\r\n\r\n')[1]).toBe('');
  expect(get.headers.get('cache-control')).toBe('no-store');
});

test('no answer names the library, all protect browsers', async () => {
  for (const path of ['/health', '/nope']) {
    const { headers } = await fetch(running.url + path);
    expect(headers.has('uwebsockets')).toBe(false);
    expect(headers.has('server')).toBe(false);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  }
});
