import { expect, test } from '@jest/globals';
import { parseJson } from '../../src/http/json.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

test('reads JSON, with or without a byte order mark', () => {
  expect(parseJson(bytes('{"a":[1,"ü"]}'))).toEqual({ a: [1, 'ü'] });
  expect(parseJson(bytes('\ufeff{}'))).toEqual({});
});

test.each([
  ['nothing', bytes('')],
  ['half an object', bytes('{"a":')],
  ['trailing bytes', bytes('{} x')],
  ['bad UTF-8', Uint8Array.from([0x22, 0xff, 0x22])],
  ['a lone surrogate in a value', bytes('{"a":"\\ud800"}')],
  ['a lone surrogate in a name', bytes('{"\\udc00":1}')],
  ['65 levels', bytes('['.repeat(65) + ']'.repeat(65))],
  ['a million levels', bytes('['.repeat(1_000_000))],
])('refuses %s', (_what, body) => {
  expect(() => parseJson(body)).toThrow(
    expect.objectContaining({ code: 'INVALID_JSON', message: expect.stringMatching(/^JSON decode error/) }),
  );
});

test('takes 64 levels, brackets inside strings, and escaped pairs', () => {
  expect(parseJson(bytes(`${'['.repeat(64)}${']'.repeat(64)}`))).toHaveLength(1);
  expect(parseJson(bytes(JSON.stringify('['.repeat(100))))).toHaveLength(100);
  expect(parseJson(bytes('"\\"[[\\ud83d\\ude00"'))).toBe('"[[😀');
});
