import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

import { expect, test } from '@jest/globals';
import { isFailureCode } from '../../src/errors.js';

const addon = createRequire(import.meta.url)(resolve('build/Release/tts.node'));
const declared = readFileSync('src/engine/native.d.ts', 'utf8');

/** Members of an interface in native.d.ts, methods and properties alike. */
function membersOf(name: string): string[] {
  const body =
    new RegExp(`interface ${name} \\{\\n([^}]*(?:\\{[^}]*\\}[^}]*)*?)\\n\\}`).exec(declared)?.[1] ?? '';
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)[(:?]/gm)].map(([, member = '']) => member).sort();
}

test('native.d.ts names exactly what the addon exports', () => {
  expect(membersOf('NativeAddon')).toEqual(Object.keys(addon).sort());
});

test('native.d.ts names exactly the methods of the engine', () => {
  const methods = Object.getOwnPropertyNames(addon.Engine.prototype).filter((name) => name !== 'constructor');
  expect(membersOf('NativeEngine')).toEqual(methods.sort());
});

test('every native error code has a row in the failure table', () => {
  const codes = [...readFileSync('native/base/error.h', 'utf8').matchAll(/return "([A-Z_]+)";/g)].map(
    ([, code]) => code,
  );
  expect(codes.length).toBeGreaterThan(5);
  expect(codes.filter((code) => code !== 'UNKNOWN' && !isFailureCode(code))).toEqual([]);
});

test('the vocabulary of the front end and of the addon are the fixture’s', async () => {
  const vocabulary: Record<string, number> = JSON.parse(
    readFileSync('test/fixtures/model/vocab.json', 'utf8'),
  );
  const symbols = Object.keys(vocabulary);
  expect([...addon.tokenize(symbols.join('')).tokens]).toEqual(Object.values(vocabulary));
  const { isPhoneme } = await import('../../src/text/vocabulary.js');
  expect(symbols.filter((symbol) => !isPhoneme(symbol))).toEqual([]);
  expect(isPhoneme('☃')).toBe(false);
});
