/** Which pages may read answers, and by which names the server may be called. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { usualHosts } from '../../src/access/host-check.js';
import type { Config } from '../../src/config/schema.js';
import { type Running, startServer } from '../harness/in-process-server.js';
import { rawRequest } from '../harness/raw-request.js';

let running: Running[] = [];
afterEach(() => {
  for (const { server } of running) server.close();
  running = [];
});

async function server(config: Partial<Config>): Promise<Running> {
  const started = await startServer(config);
  running.push(started);
  return started;
}

const preflight = (url: string, origin: string) =>
  fetch(`${url}/v1/models`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'Authorization, Content-Type, X-API-Key',
    },
  });

describe('while a key is asked for', () => {
  test('a page of another origin may read nothing', async () => {
    const { url } = await server({ apiKey: ['k'] });
    const refused = await preflight(url, 'https://page.example');
    expect([refused.status, await refused.text()]).toEqual([400, 'Disallowed CORS origin']);
    const { headers } = await fetch(`${url}/health`, { headers: { origin: 'https://page.example' } });
    expect(headers.has('access-control-allow-origin')).toBe(false);
  });

  test('a page of our own may, and preflights need no key', async () => {
    const { url } = await server({ apiKey: ['k'] });
    const granted = await preflight(url, url);
    expect(granted.status).toBe(204);
    expect(granted.headers.get('access-control-allow-origin')).toBe(url);
    expect(granted.headers.get('access-control-allow-headers')).toBe(
      'authorization, content-type, x-api-key',
    );
    expect(granted.headers.get('vary')).toBe('Origin');
    expect(granted.headers.has('access-control-allow-credentials')).toBe(false);
  });

  test('a listed page may, `*` lets all', async () => {
    const listed = await server({ apiKey: ['k'], allowedOrigins: ['https://page.example'] });
    const all = await server({ apiKey: ['k'], allowedOrigins: ['*'] });
    expect((await preflight(listed.url, 'https://page.example')).status).toBe(204);
    expect((await preflight(listed.url, 'https://other.example')).status).toBe(400);
    expect(
      (await preflight(all.url, 'https://page.example')).headers.get('access-control-allow-origin'),
    ).toBe('*');
  });
});

test('with CORS off, pages of other origins read nothing', async () => {
  const { url } = await server({ corsEnabled: false });
  expect((await preflight(url, 'https://page.example')).status).toBe(400);
});

describe('Host', () => {
  const ask = async ({ port }: Running, host: string, path = '/health') =>
    (
      await rawRequest(port, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`, /never/)
    ).slice(9, 12);

  test('on the loopback must name it', async () => {
    const local = await server({ allowedHosts: [...usualHosts('127.0.0.1')] });
    for (const host of ['127.0.0.1', 'localhost', `LOCALHOST:${local.port}`, '[::1]:80'])
      expect(await ask(local, host)).toBe('200');
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', ''])
      expect(await ask(local, host)).toBe('403');
    expect(await ask(local, 'evil.example', '/')).toBe('403');
  });

  test('may be listed, with all names below one', async () => {
    const listed = await server({ allowedHosts: ['tts.example', '*.lan'] });
    const answers = ['tts.example:8880', 'box.lan', 'lan', 'localhost'].map((host) => ask(listed, host));
    expect(await Promise.all(answers)).toEqual(['200', '200', '403', '403']);
  });

  test('that is not ours is told in the words of the path', async () => {
    const local = await server({ allowedHosts: [...usualHosts('127.0.0.1')] });
    const answer = await rawRequest(local.port, 'GET /v1/models HTTP/1.1\r\nHost: evil.example\r\n\r\n');
    expect(answer).toContain('"code":"host_forbidden"');
  });
});
