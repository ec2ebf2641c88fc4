import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ApiKeys, type KeyEntry, plainKey, sha256 } from '../../src/access/api-keys.js';
import { credentials } from '../../src/access/credentials.js';
import { FailureThrottle } from '../../src/access/failure-throttle.js';
import { Gatekeeper } from '../../src/access/gatekeeper.js';
import { keyLine, parseKeys, readKeyFile } from '../../src/access/key-file.js';
import { isOpen } from '../../src/access/open-paths.js';
import { RateLimits } from '../../src/access/rate-limits.js';
import { withFolder } from '../harness/temporary-folder.js';

const digest = sha256('secret');
const line = (members: object) => JSON.stringify({ id: 'a', sha256: digest, ...members });

describe('the key file', () => {
  test('holds a key with its limits a line', () => {
    const text = `${line({ name: 'N', scopes: ['speak'], rpm: 5, chars_per_min: 100, concurrent: 2, expires: '2030-01-02T03:04:05Z' })}\n\n${line({ id: 'b' })}\r\n`;
    const [first, second] = parseKeys(text);
    expect(first).toEqual({
      id: 'a',
      sha256: digest,
      name: 'N',
      scopes: ['speak'],
      rpm: 5,
      charsPerMin: 100,
      concurrent: 2,
      expires: Date.UTC(2030, 0, 2, 3, 4, 5),
    });
    expect(second).toMatchObject({ id: 'b', scopes: undefined, rpm: undefined, expires: undefined });
    expect(parseKeys([first, second].flatMap((entry) => (entry ? keyLine(entry) : [])).join('\n'))).toEqual([
      first,
      second,
    ]);
  });

  test.each([
    ['{', /^Line 1: must be a JSON object/],
    ['[]', /^Line 1: must be a JSON object/],
    [`${line({})}\n{"id":"b"}`, /^Line 2: "sha256" must be 64 hexadecimal digits/],
    [line({ id: '' }), /"id" must be a string/],
    [line({ rpm: -1 }), /"rpm" must be an integer of at least 0/],
    [line({ chars_per_min: '5' }), /"chars_per_min" must be an integer/],
    [line({ scopes: ['fly'] }), /"scopes" must be a list of speak, read, admin/],
    [line({ scopes: 'speak' }), /"scopes" must be a list/],
    [line({ expires: 'soon' }), /"expires" must be a date/],
    [`${line({})}\n${line({})}`, /"a" is there twice/],
  ])('is refused with %s', (text, words) => {
    expect(() => parseKeys(text)).toThrow(words);
  });

  test('must not be readable by everybody', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'keys');
      await writeFile(path, `${line({})}\n`);
      await chmod(path, 0o644);
      expect(() => readKeyFile(path)).toThrow(/readable by everybody.*chmod 600/);
      await chmod(path, 0o640);
      expect(readKeyFile(path)).toHaveLength(1);
    });
  });
});

describe('keys', () => {
  test('are found by what they are, until they expire', () => {
    const keys = new ApiKeys([plainKey('one'), { id: 'b', sha256: sha256('two'), expires: 1000 }]);
    expect(keys.find('one', 0)?.id).toMatch(/^key-/);
    expect(keys.find('two', 999)?.id).toBe('b');
    expect(keys.find('two', 1000)).toBeUndefined();
    expect([keys.find('', 0), keys.find('ONE', 0), keys.find('one ', 0)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.each([
    ['/v1/models', { authorization: 'Bearer a' }, ['a']],
    ['/v1/models', { authorization: '  bearer \t a ' }, ['a']],
    ['/v1/models', { authorization: 'a' }, ['a']],
    ['/v1/models', { authorization: 'Token a' }, ['Token a']],
    ['/v1/speak', { authorization: 'Token a' }, ['a']],
    ['/v1/models', { authorization: 'Bearer ', 'x-api-key': 'b' }, ['Bearer', 'b']],
    ['/v1/models', { 'xi-api-key': 'c', 'x-vapi-secret': 'd' }, []],
    ['/v1/text-to-speech/af_sky/stream', { 'xi-api-key': 'c' }, ['c']],
    ['/v1/voices', { 'xi-api-key': 'c' }, ['c']],
    ['/vapi/tts', { 'x-vapi-secret': 'd' }, ['d']],
  ])('at %s stand in %j', (path, headers: Record<string, string>, expected) => {
    expect(credentials({ peer: '', proxied: '', headers }, path)).toEqual(expected);
  });
});

test('a key may do what its scopes say', () => {
  const entry = (id: string, scopes: KeyEntry['scopes']): KeyEntry => ({ id, sha256: sha256(id), scopes });
  const keys = new ApiKeys([entry('all', undefined), entry('reader', ['read']), entry('speaker', ['speak'])]);
  const gatekeeper = new Gatekeeper({
    keys: () => keys,
    exempt: [],
    throttle: new FailureThrottle({ limit: 5, windowSec: 60, maxBuckets: 10 }),
    throttleWindowSec: 60,
    proxies: undefined,
    hosts: ['*'],
    rates: { rpm: 0, charsPerMin: 0, concurrent: 0 },
    limits: new RateLimits(),
  });
  const may = (key: string, path: string, speaks = false): boolean => {
    const visitor = { peer: '1.1.1.1', proxied: '', headers: { authorization: key } };
    try {
      return gatekeeper.admit(visitor, { method: 'POST', path, speaks }).keyId === key;
    } catch (error) {
      expect(error).toMatchObject({ code: 'FEATURE_DISABLED', status: 403 });
      return false;
    }
  };
  const paths: [string, boolean][] = [
    ['/v1/models', false],
    ['/v1/audio/speech', true],
    ['/dev/unload', false],
    ['/metrics', false],
  ];
  const table = ['all', 'reader', 'speaker'].map((key) =>
    paths.map(([path, speaks]) => may(key, path, speaks)),
  );
  expect(table).toEqual([
    [true, true, true, true],
    [true, false, false, false],
    [false, true, false, false],
  ]);
});

test.each([
  ['GET', '/', true],
  ['HEAD', '/health', true],
  ['GET', '/health/', true],
  ['GET', '/static/app.js', true],
  ['GET', '/web/', true],
  ['GET', '/webx', false],
  ['POST', '/health', false],
  ['GET', '/v1/models', false],
  ['GET', '/metrics', false],
  ['GET', '/mine', true],
])('%s %s is open: %s', (method, path, expected) => {
  expect(isOpen(method, path, ['/mine'])).toBe(expected);
});
