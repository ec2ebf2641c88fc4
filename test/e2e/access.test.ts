/** Keys, the throttle for wrong ones, and who a client is behind proxies, on real sockets. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Config } from '../../src/config/schema.js';
import { type Running, startServer } from '../harness/in-process-server.js';

let running: Running[] = [];
afterEach(() => {
  for (const { server } of running) server.close();
  running = [];
});

async function server(config: Partial<Config>): Promise<Running> {
  const started = await startServer({ apiKey: ['right'], ...config });
  running.push(started);
  return started;
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

async function statuses(url: string, requests: readonly Record<string, string>[]): Promise<number[]> {
  const answers: number[] = [];
  for (const headers of requests) answers.push((await fetch(url, { headers })).status);
  return answers;
}

describe('a key', () => {
  test.each([
    ['Bearer', { authorization: 'Bearer right' }],
    ['bearer in any case', { authorization: 'bEARER right' }],
    ['Authorization alone', { authorization: 'right' }],
    ['X-API-Key', { 'x-api-key': 'right' }],
  ])('is taken from %s', async (_where, headers) => {
    const { url } = await server({});
    expect(await statuses(`${url}/v1/models`, [headers])).toEqual([200]);
  });

  test.each([
    ['none', {}],
    ['a wrong one', { authorization: 'Bearer wrong' }],
    ['another scheme', { authorization: 'Basic cmlnaHQ=' }],
    ['a cookie', { cookie: 'api_key=right' }],
    ['bytes beyond ASCII', { authorization: 'Bearer r\u00efght' }],
  ])('is asked for when there is %s', async (_what, headers) => {
    const { url } = await server({});
    const response = await fetch(`${url}/v1/models`, { headers });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toMatchObject({
      error: {
        message: 'Authentication failed.',
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_api_key',
      },
      detail: { error: 'unauthorized', message: 'Authentication failed.' },
      request_id: expect.any(String),
    });
  });

  test('in the query does not count', async () => {
    const { url } = await server({});
    expect(await statuses(`${url}/v1/models?api_key=right`, [{}])).toEqual([401]);
  });

  test('may be any of those configured', async () => {
    const { url } = await server({ apiKey: ['one', 'two'] });
    expect(await statuses(`${url}/v1/models`, [bearer('one'), bearer('two')])).toEqual([200, 200]);
  });

  test('is not asked for when there is none, or the operator says so', async () => {
    const open = await server({ apiKey: [] });
    const off = await server({ requireAuth: false });
    expect(await statuses(`${open.url}/v1/models`, [{}])).toEqual([200]);
    expect(await statuses(`${off.url}/v1/models`, [{}])).toEqual([200]);
  });

  test('is asked for before the body is looked at, and after path and method', async () => {
    const { url } = await server({});
    const post = async (path: string) => (await fetch(url + path, { method: 'POST', body: '{"bad' })).status;
    expect([await post('/v1/audio/speech'), await post('/v1/nope'), await post('/v1/models')]).toEqual([
      401, 404, 405,
    ]);
  });

  test.each([
    '/',
    '/v1',
    '/v1/test',
    '/health',
    '/livez',
    '/readyz',
    '/openapi.json',
    '/api/public-config',
    '/v1/audio/voices',
    '/v1/audio/voices/',
  ])('is not asked for at %s', async (path) => {
    const { url } = await server({});
    expect((await fetch(url + path)).status).toBe(200);
  });

  test('is asked for at a path that is no longer exempt, and not at one that is', async () => {
    const { url } = await server({ authExempt: ['/v1/models'] });
    expect(await statuses(`${url}/v1/audio/voices`, [{}])).toEqual([401]);
    expect(await statuses(`${url}/v1/models`, [{}])).toEqual([200]);
  });

  test('is logged by its id, never by itself', async () => {
    const { url, lines } = await server({});
    await statuses(`${url}/v1/models`, [bearer('right')]);
    expect(lines.at(-1)).toMatchObject({
      message: 'request',
      key: expect.stringMatching(/^key-[0-9a-f]{8}$/),
      route: '/v1/models',
      client: '127.0.0.0/24',
    });
    expect(JSON.stringify(lines)).not.toContain('right');
  });
});

describe('the throttle', () => {
  test('lets a limit of failures pass, then answers 429 with the window', async () => {
    const { url } = await server({ authFailureLimit: 2, authFailureWindowSec: 60 });
    const wrong = bearer('wrong');
    expect(await statuses(`${url}/v1/models`, [wrong, wrong, wrong])).toEqual([401, 401, 429]);
    const late = await fetch(`${url}/v1/models`, { headers: wrong });
    expect(late.headers.get('retry-after')).toBe('60');
    expect(await late.json()).toMatchObject({
      error: {
        message: 'Too many authentication failures. Try again later.',
        type: 'rate_limit_error',
        code: 'rate_limit_exceeded',
      },
    });
  });

  test('with limit 1 answers the second failure with 429', async () => {
    const { url } = await server({ authFailureLimit: 1, authFailureWindowSec: 30 });
    expect(await statuses(`${url}/v1/models`, [bearer('wrong'), bearer('wrong')])).toEqual([401, 429]);
  });

  test('never stops a right key, which clears the count', async () => {
    const { url } = await server({ authFailureLimit: 1 });
    const [wrong, right] = [bearer('wrong'), bearer('right')];
    expect(await statuses(`${url}/v1/models`, [wrong, wrong, right, wrong])).toEqual([401, 429, 200, 401]);
  });

  test('counts different keys of one client together', async () => {
    const { url } = await server({ authFailureLimit: 2 });
    expect(await statuses(`${url}/v1/models`, ['a', 'b', 'c', 'd'].map(bearer))).toEqual([
      401, 401, 401, 429,
    ]);
  });

  test('is off with limit 0', async () => {
    const { url } = await server({ authFailureLimit: 0 });
    const wrong = Array.from({ length: 20 }, () => bearer('wrong'));
    expect(new Set(await statuses(`${url}/v1/models`, wrong))).toEqual(new Set([401]));
  });
});

describe('behind a proxy', () => {
  const from = (chain: string) => ({ ...bearer('wrong'), 'x-forwarded-for': chain });
  const trusting = (trustedProxyIps: string[]) =>
    server({ authFailureLimit: 1, trustProxyHeaders: true, trustedProxyIps });

  test.each(['127.0.0.1', '127.0.0.1/8'])('trusted as %s, clients are told apart', async (entry) => {
    const { url } = await trusting([entry]);
    const seen = await statuses(`${url}/v1/models`, ['1.1.1.1', '2.2.2.2', '1.1.1.1'].map(from));
    expect(seen).toEqual([401, 401, 429]);
  });

  test.each(['10.0.0.1', '::ffff:127.0.0.1'])(
    'that is not trusted by %s, its headers are ignored',
    async (entry) => {
      const { url } = await trusting([entry]);
      expect(await statuses(`${url}/v1/models`, ['1.1.1.1', '2.2.2.2'].map(from))).toEqual([401, 429]);
    },
  );

  test.each([
    [
      'the right-most address that is no proxy counts',
      ['1.1.1.1, 127.0.0.1', '1.1.1.1, 127.0.0.1'],
      [401, 429],
    ],
    ['what a client puts in front of it does not', ['1.1.1.1', '9.9.9.9, 1.1.1.1'], [401, 429]],
    ['a malformed element makes the whole header void', ['1.1.1.1, junk', '2.2.2.2, junk'], [401, 429]],
    ['all spellings of an IPv6 address are one', ['2001:db8::1', '2001:0DB8:0:0:0:0:0:1'], [401, 429]],
    ['an IPv6 client counts by its /64', ['2001:db8::1', '2001:db8::2'], [401, 429]],
  ])('%s', async (_rule, chains, expected) => {
    const { url } = await trusting(['127.0.0.1']);
    expect(await statuses(`${url}/v1/models`, chains.map(from))).toEqual(expected);
  });

  test('X-Real-IP counts where X-Forwarded-For names nobody, if it is an address', async () => {
    const { url } = await trusting(['127.0.0.1', '10.0.0.0/8']);
    const real = (address: string, more = {}) => ({ ...bearer('wrong'), 'x-real-ip': address, ...more });
    const proxiesOnly = { 'x-forwarded-for': '10.0.0.1, 127.0.0.1' };
    const seen = await statuses(`${url}/v1/models`, [
      real('3.3.3.3'),
      real('4.4.4.4', proxiesOnly),
      real('3.3.3.3', proxiesOnly),
      real('junk'),
      real('more junk'),
    ]);
    expect(seen).toEqual([401, 401, 429, 401, 429]);
  });

  test('its name for a client stands in the log as the operator wants', async () => {
    const { url, lines } = await server({
      trustProxyHeaders: true,
      trustedProxyIps: ['127.0.0.1'],
      logIps: 'full',
    });
    await statuses(`${url}/v1/models`, [from('2001:DB8::0:1')]);
    expect(lines.at(-1)).toMatchObject({ client: '2001:db8::1', status: 401 });
  });
});

describe('rate limits', () => {
  test('of requests answer 429 with the time to the next one, and spare probes', async () => {
    const { url } = await server({ apiKey: [], rateLimitRpm: 2 });
    expect(await statuses(`${url}/v1/models`, [{}, {}, {}])).toEqual([200, 200, 429]);
    const refused = await fetch(`${url}/v1/models`);
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await refused.json()).toMatchObject({
      error: { code: 'rate_limit_exceeded', type: 'rate_limit_error' },
    });
    expect(await statuses(`${url}/health`, [{}])).toEqual([200]);
  });

  test('count by key', async () => {
    const { url } = await server({ apiKey: ['one', 'two'], rateLimitRpm: 1 });
    expect(await statuses(`${url}/v1/models`, ['one', 'one', 'two'].map(bearer))).toEqual([200, 429, 200]);
  });
});
