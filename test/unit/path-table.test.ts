import { expect, test } from '@jest/globals';
import { belowRoot, PathTable } from '../../src/http/path-table.js';

const table = new PathTable<string>();
for (const path of ['/', '/v1/models', '/v1/models/{id}', '/v1/text-to-speech/{id}/stream'])
  table.add(path, path);

test.each([
  ['/', '/', ''],
  ['/v1/models', '/v1/models', ''],
  ['/v1/models/', '/v1/models', ''],
  ['/v1/models/tts-1', '/v1/models/{id}', 'tts-1'],
  ['/v1/models/a%2Fb', '/v1/models/{id}', 'a/b'],
  ['/v1/text-to-speech/af%20x/stream', '/v1/text-to-speech/{id}/stream', 'af x'],
])('%s is found', (path, value, parameter) => {
  expect(table.find(path)).toEqual({ value, parameter });
});

test.each(['', '/v1', '/v1/models//', '/v1/models/a/b', '/v1/models/%zz', '/v1/text-to-speech//stream'])(
  '"%s" is not',
  (path) => {
    expect(table.find(path)).toBeUndefined();
  },
);

test.each([
  ['/tts/v1', '/tts', '/v1'],
  ['/tts', '/tts', '/'],
  ['/ttsv1', '/tts', '/ttsv1'],
  ['/v1', '/tts', '/v1'],
  ['/v1', '', '/v1'],
])('%s below "%s" is %s', (path, root, below) => {
  expect(belowRoot(path, root)).toBe(below);
});
