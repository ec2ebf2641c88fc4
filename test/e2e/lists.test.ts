import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Running, startServer } from '../harness/in-process-server.js';

let running: Running;
beforeAll(async () => {
  running = await startServer({ modelAliases: ['house-model'] });
});
afterAll(() => running.server.close());

const json = async (path: string): Promise<unknown> => (await fetch(running.url + path)).json();

describe('models', () => {
  const model = (id: string): object => ({ id, object: 'model', created: 1_686_935_002, owned_by: 'kokoro' });

  test('are four, in order', async () => {
    const data = ['tts-1', 'tts-1-hd', 'kokoro', 'gpt-4o-mini-tts'].map(model);
    expect(await json('/v1/models')).toEqual({ object: 'list', data });
  });

  test.each(['tts-1', 'kokoro', 'model_q8f16', 'gpt-4o-mini-tts-2025-03-20', 'house-model', 'tts%2d1'])(
    '%s is known',
    async (id) => {
      expect(await json(`/v1/models/${id}`)).toEqual(model(decodeURIComponent(id)));
    },
  );

  test.each(['x', 'whisper-1', 'gpt-4o-mini-tts-x'])('%s is not', async (id) => {
    const response = await fetch(`${running.url}/v1/models/${id}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: {
        message: `The model '${id}' does not exist.`,
        type: 'invalid_request_error',
        param: null,
        code: 'model_not_found',
      },
      detail: { error: 'model_not_found', message: `Model '${id}' not found`, type: 'invalid_request_error' },
      request_id: response.headers.get('x-request-id'),
    });
  });
});

describe('voices', () => {
  const packs = ['af_alloy', 'af_bella', 'af_heart', 'af_sky', 'am_onyx', 'bf_emma', 'ef_dora'];

  test('are objects for new clients and for old ones', async () => {
    const list = await json('/v1/audio/voices');
    expect(list).toMatchObject({ object: 'list', voices: packs.map((id) => ({ id, name: id })) });
    expect(list).toMatchObject({
      data: expect.arrayContaining([
        {
          id: 'bf_emma',
          object: 'audio.voice',
          name: 'Emma (Female, British)',
          preview_url: null,
          language: 'en-gb',
          gender: 'female',
          target_quality: 'B',
          overall_grade: 'B-',
        },
        { id: 'alloy', name: 'alloy (OpenAI alias for af_alloy)', preview_url: null },
      ]),
    });
    expect(list).toHaveProperty('data.length', packs.length + 13);
  });

  test.each(['true', '1', 'YES', 'on'])('are strings with legacy=%s', async (legacy) => {
    expect(await json(`/v1/audio/voices?legacy=${legacy}`)).toEqual({ voices: packs });
  });

  test('are not told to who asks for neither', async () => {
    const response = await fetch(`${running.url}/v1/audio/voices?legacy=maybe`);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      error: { param: 'legacy' },
      detail: [{ loc: ['query', 'legacy'] }],
    });
  });
});

describe('what the server is', () => {
  const info = {
    message: 'Kokoro OpenAI TTS Server',
    version: '0.0.0-test',
    docs: '/v1/models',
    name: 'kokoro-native',
    documentation: '/docs',
  };

  test.each(['/', '/v1', '/v1/'])('is told at %s', async (path) => {
    expect(await json(path)).toEqual(info);
  });

  test('is tested by one client with exactly this object', async () => {
    expect(await (await fetch(`${running.url}/v1/test`)).text()).toBe('{"status":"ok"}');
  });

  test('its health names the provider', async () => {
    expect(await json('/health')).toEqual({
      status: 'healthy',
      version: '0.0.0-test',
      model_loaded: true,
      provider: 'CPUExecutionProvider',
    });
    expect(await json('/livez')).toEqual({ status: 'ok' });
    expect(await json('/readyz')).toEqual({ status: 'ready' });
  });
});

describe('the OpenAPI document', () => {
  test('holds every route with its schema', async () => {
    const document = await json('/openapi.json');
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { version: '0.0.0-test' },
      paths: {
        '/v1/audio/speech': {
          post: {
            requestBody: {
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    required: ['input'],
                    properties: { speed: { minimum: 0.25, maximum: 4, default: 1 } },
                  },
                },
              },
            },
          },
        },
        '/v1/models/{id}': { get: { parameters: [{ name: 'id', in: 'path', required: true }] } },
      },
    });
    expect(Object.keys(Object(Reflect.get(Object(document), 'paths')))).toEqual(
      expect.arrayContaining([
        '/',
        '/dev/chunks',
        '/dev/normalize',
        '/dev/phonemize',
        '/health',
        '/livez',
        '/openapi.json',
        '/readyz',
        '/v1',
        '/v1/audio/speech',
        '/v1/audio/voices',
        '/v1/models',
        '/v1/models/{id}',
        '/v1/test',
        '/api/v1/audio/langs',
        '/api/v1/audio/models',
        '/api/v1/audio/speech',
        '/api/v1/audio/voices',
        '/api/v1/text/phonemize',
        '/download/{id}',
        '/v1/audio/voices/combine',
        '/v1/download/{id}',
      ]),
    );
  });

  test('is not there when documentation is off', async () => {
    const silent = await startServer({ enableDocs: false });
    expect((await fetch(`${silent.url}/openapi.json`)).status).toBe(404);
    silent.server.close();
  });
});
