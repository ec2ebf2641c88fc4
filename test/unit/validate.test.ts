import { describe, expect, test } from '@jest/globals';
import { DetailedError } from '../../src/http/detailed-error.js';
import { validator } from '../../src/http/validate.js';
import { SpeechBody } from '../../src/routes/speech-schema.js';

const validate = validator(SpeechBody);
const request = { input: 'Hello.' };
const accepted = { ...request, speed: 1, seed: 0 };

function failureOf(body: unknown): DetailedError {
  try {
    validate(body);
  } catch (error) {
    if (error instanceof DetailedError) return error;
  }
  throw new Error('Expected a DetailedError.');
}

test('fills in defaults and leaves the rest alone', () => {
  expect(validate(request)).toEqual(accepted);
  expect(request).toEqual({ input: 'Hello.' });
});

test('drops members it does not know', () => {
  expect(validate(JSON.parse('{"input":"Hello.","user":"x","__proto__":{"admin":1}}'))).toEqual(accepted);
});

test.each([
  { model: null },
  { voice: null },
  { lang: null },
  { volume_multiplier: null },
  { initial_silence: null },
])('takes %j as absent', (nulls) => {
  expect(validate({ ...request, ...nulls })).toEqual({ ...accepted, ...nulls });
});

describe('the first issue', () => {
  test.each([
    [{}, 'input', 'input: Field required'],
    [{ input: 1 }, 'input', 'input: Input should be a valid string'],
    [{ ...request, speed: 9 }, 'speed', 'speed: Input should be less than or equal to 4'],
    [{ ...request, speed: 0 }, 'speed', 'speed: Input should be greater than or equal to 0.25'],
    [{ ...request, speed: 'fast' }, 'speed', 'speed: Input should be a valid number'],
    [{ ...request, speed: '2' }, 'speed', 'speed: Input should be a valid number'],
    [{ ...request, speed: Number.POSITIVE_INFINITY }, 'speed', 'speed: Input should be a valid number'],
    [{ ...request, stream: 'yes' }, 'stream', 'stream: Input should be a valid boolean'],
    [{ ...request, seed: 1.5 }, 'seed', 'seed: Input should be a valid integer'],
    [{ ...request, voice: 5 }, 'voice', 'voice: Input should be a valid string'],
    [{ ...request, voice: { id: 5 } }, 'voice.id', 'voice.id: Input should be a valid string'],
    [{ ...request, voice: 'x'.repeat(513) }, 'voice', 'voice: String should have at most 512 characters'],
    [{ ...request, model: '' }, 'model', 'model: String should have at least 1 character'],
    [{ ...request, stream_format: 'x' }, 'stream_format', "stream_format: Input should be 'audio' or 'sse'"],
    [null, 'body', 'body: Input should be a valid dictionary'],
    [[], 'body', 'body: Input should be a valid dictionary'],
  ])('of %j names %s', (body, field, message) => {
    expect(failureOf(body)).toMatchObject({ code: 'INVALID_REQUEST', status: 422, field, message });
  });
});

test("details follow Pydantic's shape", () => {
  expect(failureOf({ input: 'a', speed: 9 }).detail).toEqual([
    {
      type: 'less_than_equal',
      loc: ['body', 'speed'],
      msg: 'Input should be less than or equal to 4',
      input: 9,
      ctx: { le: 4 },
    },
  ]);
  expect(failureOf({}).detail).toEqual([
    { type: 'missing', loc: ['body', 'input'], msg: 'Field required', input: {} },
  ]);
});

test('every wrong field is named, and long values are cut', () => {
  const { detail } = failureOf({ speed: 'a'.repeat(1000), pitch: 99 });
  expect(detail).toMatchObject([
    { loc: ['body', 'input'] },
    { loc: ['body', 'speed'] },
    { loc: ['body', 'pitch'] },
  ]);
  expect(detail).toHaveProperty('1.input', 'a'.repeat(200));
});
