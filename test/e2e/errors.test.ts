import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Running, speak, startServer } from '../harness/in-process-server.js';
import { message, rawRequest } from '../harness/raw-request.js';

let running: Running;
beforeAll(async () => {
  running = await startServer({ maxInputChars: 100 });
});
afterAll(() => running.server.close());
// Whatever came before: the server goes on.
afterEach(async () => {
  const { status } = await speak(running.url, { input: 'Still here.' });
  expect(status).toBe(200);
});

const post = (
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) => fetch(`${running.url}/v1/audio/speech`, { method: 'POST', headers, body });

test.each([
  ['/v1/audio/speech', 'input', 400],
  ['/dev/captioned_speech', 'input', 400],
  ['/api/v1/audio/speech', 'input', 200],
  ['/api/speak', 'text', 200],
])('the limit of /v1 counts at %s or not', async (path, field, status) => {
  const body = { model: 'model', voice: 'af_heart', [field]: 'a'.repeat(101) };
  const response = await fetch(running.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, ...(field === 'text' ? { format: 'wav' } : { response_format: 'wav' }) }),
  });
  await response.arrayBuffer();
  expect(response.status).toBe(status);
});

describe('bad input is answered with its status and the field at fault', () => {
  test.each([
    [{ input: '' }, 400, 'input', 'empty_input', 'Enter text before generating.'],
    [{ input: ' \n\t ' }, 400, 'input', 'empty_input', 'Enter text before generating.'],
    [{ input: '!!!' }, 400, 'input', 'no_speakable_text', 'Input contains no speakable text'],
    [{ input: '[pause:1s]' }, 400, 'input', 'no_speakable_text', 'Input contains no speakable text'],
    [
      { input: 'a'.repeat(101) },
      400,
      'input',
      'string_above_max_length',
      'Input text exceeds maximum length of 100 characters',
    ],
    [{}, 422, 'input', 'invalid_value', 'input: Field required'],
    [
      { input: 'a', voice: 'nope' },
      400,
      'voice',
      'voice_not_found',
      "Voice 'nope' not found. Available voices: af_alloy, af_bella",
    ],
    [
      { input: 'a', voice: 'af_sky+7' },
      400,
      'voice',
      'invalid_value',
      'voice pitch suffix must be between -6.0 and +6.0 semitones.',
    ],
    [
      { input: 'a', voice: 'af_sky+1', pitch: 1 },
      400,
      'pitch',
      'invalid_value',
      "Give the pitch either as a voice suffix or in 'pitch', not both.",
    ],
    [
      { input: 'a', response_format: 'xyz' },
      422,
      'response_format',
      'invalid_value',
      "Response format 'xyz' not supported. Supported formats: mp3, wav, opus, flac, pcm, aac, m4a",
    ],
    [
      { input: 'a', speed: 0 },
      422,
      'speed',
      'invalid_value',
      'speed: Input should be greater than or equal to 0.25',
    ],
    [
      { input: 'a', speed: 99 },
      422,
      'speed',
      'invalid_value',
      'speed: Input should be less than or equal to 4',
    ],
    [{ input: 'a', speed: 'fast' }, 422, 'speed', 'invalid_value', 'speed: Input should be a valid number'],
    [{ input: 'a', model: 'gpt-5' }, 400, 'model', 'model_not_found', "Model 'gpt-5' not found"],
    [
      { input: 'a', language: 'xx' },
      400,
      'language',
      'unsupported_language',
      "Language 'xx' is not supported. Supported: en-us, en-gb, es",
    ],
    [
      { input: 'a', voice: 'ef_dora' },
      400,
      'voice',
      'unsupported_language',
      "Language 'es' is not supported yet by this server's text front end; available: en-us, en-gb",
    ],
    [
      { input: 'a', lang_code: 'ja' },
      400,
      'lang_code',
      'unsupported_language',
      "Language 'ja' is not supported yet",
    ],
  ])('%j', async (body, status, param, code, message) => {
    const response = await speak(running.url, body);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/json');
    const failure = await response.json();
    expect(failure).toEqual({
      error: { message: expect.stringContaining(message), type: 'invalid_request_error', param, code },
      detail: expect.anything(),
      request_id: response.headers.get('x-request-id'),
    });
  });
});

test('unknown voices and models carry the detail that older clients read', async () => {
  const answers = await Promise.all(
    [{ input: 'a', voice: 'nope' }, { input: 'a', model: 'x' }, { input: '' }].map(async (body) => {
      const response = await speak(running.url, body);
      return response.json();
    }),
  );
  const type = 'invalid_request_error';
  expect(answers).toMatchObject([
    {
      detail: { error: 'validation_error', message: expect.stringMatching(/^Voice 'nope' not found/), type },
    },
    { detail: { error: 'invalid_model', message: 'Unsupported model: x', type } },
    { detail: { error: 'validation_error', message: 'Input text cannot be empty', type } },
  ]);
});

describe('bodies that are no JSON', () => {
  test.each([
    ['broken', '{"input":'],
    ['empty', ''],
    ['too deep', `{"input":${'['.repeat(100)}${']'.repeat(100)}}`],
    ['with a lone surrogate', '{"input":"a\\ud800"}'],
    ['with bytes behind', '{"input":"a"} b'],
    ['not UTF-8', Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
  ])('%s', async (_what, body) => {
    const response = await post(body);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringMatching(/^JSON decode error/), code: 'json_invalid' },
      detail: [{ type: 'json_invalid', loc: ['body', expect.any(Number)] }],
    });
  });
});

describe('media types', () => {
  const json = '{"input":"Hello."}';
  test.each([
    ['application/json; charset=utf-8', 200],
    ['APPLICATION/JSON', 200],
    ['text/plain', 200],
    ['application/x-www-form-urlencoded', 200],
    ['application/xml', 415],
    ['multipart/form-data; boundary=x', 415],
  ])('%s gives %i', async (type, status) => {
    expect((await post(json, { 'content-type': type })).status).toBe(status);
  });

  test('none is fine, text that is no JSON is not', async () => {
    const request = message('POST /v1/audio/speech', [], json);
    expect(await rawRequest(running.port, request, /\r\n\r\n/)).toMatch(/^HTTP\/1\.1 200 OK/);
    expect((await post('input=Hello', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(
      415,
    );
  });
});

describe('large bodies', () => {
  test.each([3_000_000, 15_000_000, 40_000_000])('%i bytes give 413', async (size) => {
    const body = JSON.stringify({ input: 'a'.repeat(size) });
    // A body that is not worth reading is refused while it still comes: the client may see the cut before the answer.
    const answer = await rawRequest(running.port, message('POST /v1/audio/speech', [], body));
    expect(answer).toMatch(/^HTTP\/1\.1 413 |^$/);
    if (size < 16_000_000) expect(answer).toContain('"code":"body_too_large"');
  });
});

describe('paths and methods', () => {
  test('an unknown path is told where it is and where to look', async () => {
    const response = await fetch(`${running.url}/v1/readyz`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: {
        message: 'Not found: GET /v1/readyz. See /docs.',
        type: 'invalid_request_error',
        param: null,
        code: 'route_not_found',
      },
      detail: 'Not Found',
      request_id: response.headers.get('x-request-id'),
    });
  });

  test.each([
    ['GET', '/v1/audio/speech', 'POST, OPTIONS'],
    ['PUT', '/v1/audio/speech', 'POST, OPTIONS'],
    ['HEAD', '/v1/audio/speech', 'POST, OPTIONS'],
    ['DELETE', '/v1/models', 'GET, HEAD, OPTIONS'],
    ['POST', '/v1/audio/voices', 'GET, HEAD, OPTIONS'],
    ['POST', '/health', 'GET, HEAD, OPTIONS'],
  ])('%s %s is 405 with Allow', async (method, path, allow) => {
    const response = await fetch(running.url + path, {
      method,
      ...(method.startsWith('P') && { body: '{"a":1}' }),
    });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
  });

  test('a sub-path of the operator may stand before any path, and need not', async () => {
    const below = await startServer({ rootPath: '/tts' });
    for (const path of ['/tts/v1/test', '/v1/test', '/tts', '/tts/', '/tts/v1/models/kokoro']) {
      expect((await fetch(below.url + path)).status).toBe(200);
    }
    expect((await fetch(`${below.url}/ttsv1/test`)).status).toBe(404);
    below.server.close();
  });

  test.each(['/constructor', '/__proto__', '/v1//models', '/v1/%2e%2e/v1/test', '/V1/test'])(
    '%s is 404',
    async (path) => {
      expect(await rawRequest(running.port, message(`GET ${path}`))).toMatch(/^HTTP\/1\.1 404 /);
    },
  );
});
