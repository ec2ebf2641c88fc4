/** Each peer's profile as that peer's own users meet it: defaults on the wire, and nothing that is missing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/read.js';
import { type Running, speak, startServer } from '../harness/in-process-server.js';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'profiles-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

let running: Running | undefined;
afterEach(() => running?.server.close());

/** A server as the profile and some variables make it. */
async function under(profile: string, env: Record<string, string> = {}): Promise<Running> {
  const sources = { args: [], env: { KOKORO_API_PROFILE: profile, ...env }, directory };
  running = await startServer(readConfig(sources).config);
  return running;
}

const json = async (url: string, init: RequestInit = {}): Promise<unknown> => (await fetch(url, init)).json();
const origin = { origin: 'https://page.example' };

test('every profile answers on every API', async () => {
  for (const profile of ['default', 'kokoro-webui', 'kokoro-web', 'kokoro-fastapi', 'kokoro-openai-server']) {
    const { url, server } = await under(profile);
    for (const path of [
      '/health',
      '/v1',
      '/v1/models',
      '/v1/audio/voices',
      '/api/health',
      '/api/v1/audio/voices',
    ])
      expect([profile, path, (await fetch(url + path)).status]).toEqual([profile, path, 200]);
    const speech = await speak(url, { input: 'Hello.', voice: 'af_heart', response_format: 'wav' });
    expect([profile, speech.status, speech.headers.get('content-type')]).toEqual([profile, 200, 'audio/wav']);
    await speech.arrayBuffer();
    server.close();
  }
});

describe('kokoro-openai-server', () => {
  test('answers with whole WAV files unless asked to stream', async () => {
    const { url } = await under('kokoro-openai-server');
    const whole = await speak(url, { input: 'Hello.' });
    expect([whole.headers.get('content-type'), whole.headers.has('content-length')]).toEqual([
      'audio/wav',
      true,
    ]);
    const streamed = await speak(url, { input: 'Hello.', stream: true });
    expect(streamed.headers.has('content-length')).toBe(false);
  });

  test('has its own health, root, owner and 401', async () => {
    const { url } = await under('kokoro-openai-server', { API_KEY: 'k' });
    expect(await json(`${url}/health`)).toMatchObject({ status: 'ok' });
    expect(await json(url, { headers: { accept: 'text/html' } })).toMatchObject({ name: 'kokoro-native' });
    const refused = await fetch(`${url}/v1/models`);
    expect([refused.status, await refused.json()]).toEqual([
      401,
      { error: { message: 'Unauthorized', type: 'authentication_error' } },
    ]);
    const models = await json(`${url}/v1/models`, { headers: { authorization: 'Bearer k' } });
    expect(models).toMatchObject({
      data: expect.arrayContaining([
        expect.objectContaining({ id: 'tts-1', owned_by: 'kokoro-openai-server' }),
      ]),
    });
  });

  test('takes 4096 characters, and lets every page read', async () => {
    const { url } = await under('kokoro-openai-server', { API_KEY: 'k' });
    const headers = { authorization: 'Bearer k', 'content-type': 'application/json', ...origin };
    const long = await speak(url, { input: 'a'.repeat(4097) }, { headers });
    expect(long.status).toBe(400);
    expect(long.headers.get('access-control-allow-origin')).toBe('*');
    expect(await long.json()).toMatchObject({
      error: { message: 'Input text exceeds maximum length of 4096 characters' },
    });
  });
});

describe('kokoro-webui', () => {
  test('speaks for any model, within its speeds, 4096 characters at most', async () => {
    const { url } = await under('kokoro-webui');
    expect((await speak(url, { input: 'Hi.', model: 'anything' })).status).toBe(200);
    const fast = await speak(url, { input: 'Hi.', speed: 2 });
    expect(await fast.json()).toMatchObject({
      error: { message: 'speed must be between 0.5 and 1.8 for Kokoro.' },
    });
    expect((await speak(url, { input: 'a'.repeat(4097) })).status).toBe(400);
  });

  test('lists one model of its own, and lets no other page read', async () => {
    const { url } = await under('kokoro-webui');
    const { headers } = await fetch(`${url}/health`, { headers: origin });
    expect(headers.has('access-control-allow-origin')).toBe(false);
    const models = await json(`${url}/v1/models`);
    expect(models).toMatchObject({ data: [{ id: 'kokoro', owned_by: 'kokoro-webui' }] });
  });
});

describe('kokoro-web', () => {
  test('streams only when asked, and lets its own pages read', async () => {
    const { url } = await under('kokoro-web');
    expect((await speak(url, { input: 'Hi.' })).headers.has('content-length')).toBe(true);
    const asked = async (from: string) =>
      (await fetch(`${url}/health`, { headers: { origin: from } })).headers.get(
        'access-control-allow-origin',
      );
    expect([await asked('https://page.example'), await asked(url)]).toEqual([null, url]);
  });

  test('says what is wrong with a key in its own words', async () => {
    const { url } = await under('kokoro-web', { KW_SECRET_API_KEY: 'k' });
    const ask = async (headers: Record<string, string>) => {
      const response = await fetch(`${url}/api/v1/audio/voices`, { headers });
      return [response.status, Reflect.get(Object(await response.json()), 'message')];
    };
    expect(await ask({})).toEqual([401, 'Authorization header is missing']);
    expect(await ask({ authorization: 'Bearer x' })).toEqual([401, 'Unauthorized']);
    expect((await ask({ authorization: 'k' }))[0]).toBe(200);
    expect((await ask({ authorization: 'Bearer k' }))[0]).toBe(200);
  });
});

describe('kokoro-fastapi', () => {
  test('has nothing at the root, lets every page read, and never says that its queue is full', async () => {
    const { url } = await under('kokoro-fastapi');
    expect((await fetch(url)).status).toBe(404);
    expect(
      (await fetch(`${url}/health`, { headers: origin })).headers.get('access-control-allow-origin'),
    ).toBe('*');
    const health = await json(`${url}/api/health`);
    expect(health).toMatchObject({ queue: { queue_limit: expect.anything() } });
  });
});

describe('KOKORO_DIALECTS', () => {
  test('switches families off: they answer 404, the others go on', async () => {
    const { url } = await under('default', { KOKORO_DIALECTS: 'session' });
    const statuses = ['/v1/models', '/v1/audio/voices', '/api/health', '/health'].map(
      async (path) => (await fetch(url + path)).status,
    );
    expect(await Promise.all(statuses)).toEqual([404, 404, 200, 200]);
    expect((await fetch(`${url}/v1/ws-token`, { method: 'POST' })).status).toBe(200);
  });
});

test('the API is described under the name the operator gives it', async () => {
  const { url } = await under('default', {
    API_TITLE: 'Ours',
    API_DESCRIPTION: 'It speaks.',
    API_VERSION: '7',
  });
  expect(await json(`${url}/openapi.json`)).toMatchObject({
    info: { title: 'Ours', description: 'It speaks.', version: '7' },
  });
});

test('the web application switched off leaves nothing at the root', async () => {
  const { url } = await under('default', { KOKORO_ENABLE_WEB_UI: '0' });
  expect((await fetch(url)).status).toBe(404);
  expect((await fetch(`${url}/v1`)).status).toBe(200);
});

test('a sub-path may stand before every path and need not', async () => {
  const { url } = await under('default', { UVICORN_ROOT_PATH: '/tts/', API_KEY: 'k' });
  const statuses = [
    '/tts/health',
    '/health',
    '/tts/v1/models',
    '/v1/models/',
    '/tts/v1/audio/voices/',
    '/ttsx/health',
  ].map(async (path) => (await fetch(url + path)).status);
  expect(await Promise.all(statuses)).toEqual([200, 200, 401, 401, 200, 404]);
});
