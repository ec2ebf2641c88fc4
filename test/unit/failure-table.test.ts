import { expect, test } from '@jest/globals';
import { failureDialect } from '../../src/dialects/failure-table.js';
import { SpeechError } from '../../src/errors.js';

const body = (path: string, error: SpeechError, detail?: object): object =>
  failureDialect(path, error).body(error, 'id', detail);
const voice = new SpeechError('VOICE_NOT_FOUND', 'No such voice.', { field: 'voice' });
const unknown = new SpeechError('ROUTE_NOT_FOUND', 'Not found: GET /x. See /docs.');

test.each([
  [
    '/v1/audio/speech',
    { error: { message: 'No such voice.', param: 'voice' }, detail: { message: 'No such voice.' } },
  ],
  ['/apiary', { error: { message: 'No such voice.' } }],
  ['/api/v1/audio/speech', { message: expect.stringContaining('No such voice.'), request_id: 'id' }],
  ['/debug/system', { detail: { error: 'No such voice.' } }],
  ['/dev/unload', { detail: { error: 'No such voice.' } }],
  ['/dev/phonemize', { error: { message: 'No such voice.' } }],
])('%s words a failure as its clients read it', (path, expected) => {
  expect(body(path, voice)).toMatchObject(expected);
});

test('kokoro-webui’s clients read words, a code and the request’s id', () => {
  expect(body('/api/speak', voice)).toEqual({
    detail: 'No such voice.',
    code: 'VOICE_NOT_FOUND',
    request_id: 'id',
  });
});

test('a list of what is wrong with a body stands alone', () => {
  const error = new SpeechError('INVALID_REQUEST', 'speed: …', { field: 'speed' });
  const issues = [{ type: 'float_type' }];
  expect(body('/api/speak', error, issues)).toEqual({ detail: issues, request_id: 'id' });
  expect(body('/api/speak', error)).toEqual({
    detail: [{ type: 'value_error', loc: ['body', 'speed'], msg: 'Value error, speed: …' }],
    request_id: 'id',
  });
});

test('a fault is never explained', () => {
  for (const code of ['INTERNAL', 'INFERENCE_FAILED', 'ENCODER_FAILED'] as const)
    expect(body('/api/speak', new SpeechError(code, 'secret'))).toMatchObject({
      detail: 'Synthesis failed.',
    });
});

test('too long a text is a wrong body for kokoro-webui only', () => {
  const error = new SpeechError('TEXT_TOO_LONG', 'Too long.', { field: 'text' });
  const status = (path: string): number => failureDialect(path, error).status?.(error) ?? error.status;
  expect([status('/api/speak'), status('/v1/audio/speech')]).toEqual([422, 400]);
});

test.each(['/x', '/api/x', '/v1/x'])('an unknown path as %s is OpenAI’s, wherever it is', (path) => {
  expect(body(path, unknown)).toMatchObject({ error: { code: 'route_not_found' }, detail: 'Not Found' });
});

test.each(['/web/x.js', '/static/x.css'])('%s is a page’s', (path) => {
  expect(body(path, unknown)).toEqual({ detail: 'Not found' });
});
