import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { expect, test } from '@jest/globals';

/** Which rooms of src/ a room may import from. Read downwards, it is also the path of a request. */
const srcRooms: Record<string, string[]> = {
  main: [
    'config',
    'server',
    'routes',
    'access',
    'downloads',
    'speech',
    'text',
    'engine',
    'log',
    'metrics',
    'errors',
  ],
  server: ['config', 'access', 'http', 'routes', 'dialects', 'speech', 'engine', 'log', 'metrics', 'errors'],
  routes: ['http', 'dialects', 'speech', 'audio', 'downloads', 'diagnostics', 'log', 'metrics', 'errors'],
  speech: ['text', 'engine', 'audio', 'metrics', 'errors'],
  access: ['errors'],
  text: ['errors'],
  engine: ['errors'],
  http: ['errors'],
  dialects: ['errors'],
  audio: ['errors'],
  downloads: ['errors'],
  config: ['errors'],
  diagnostics: ['errors'],
  log: [],
  metrics: [],
  errors: [],
};

/** The same for native/. The rooms that make speech do not see each other; the engine joins them. */
const nativeRooms: Record<string, string[]> = {
  binding: ['engine', 'model', 'phoneme', 'base'],
  engine: ['phoneme', 'voice', 'model', 'signal', 'audio', 'base'],
  phoneme: ['base'],
  voice: ['base'],
  model: ['base'],
  signal: ['base'],
  audio: ['base'],
  base: [],
};

/** Libraries that only some rooms may know. */
const knownOnlyBy: [mention: RegExp, files: RegExp][] = [
  [/<napi\.h>/, /^native\/binding\/napi_setup\.h$/],
  [/binding\/napi_setup\.h/, /^native\/binding\//],
  [/<onnxruntime_/, /^native\/model\//],
  [/'uWebSockets\.js'/, /^src\/(http\/|server\.ts)/],
  [/process\.env/, /^src\/config(\.ts|\/)/],
];

const filesOf = (root: string, ending: RegExp): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(root, name));
const tsFiles = filesOf('src', /\.ts$/);
const nativeFiles = filesOf('native', /\.(h|cc)$/);
const files = [...tsFiles, ...nativeFiles];
const readable = [
  ...files,
  ...filesOf('models', /\.(ts|py)$/),
  ...filesOf('setup', /\.mjs$/),
  ...filesOf('bench', /\.ts$/),
];

const read = (file: string): string => readFileSync(file, 'utf8');
const linesOf = (file: string): number => read(file).split('\n').length;
const roomOf = (file: string): string => file.replace(/(\.d)?\.[jt]s$/, '').split('/')[1] ?? '';

function expectImports(file: string, imported: string[], rooms: Record<string, string[]>): void {
  const room = roomOf(file);
  expect(Object.keys(rooms)).toContain(room);
  expect([room, ...(rooms[room] ?? [])]).toEqual(expect.arrayContaining(imported));
}

test.each(tsFiles)('%s imports only what its room may', (file) => {
  const paths = [...read(file).matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)].map(([, path = '']) => path);
  const inside = paths.map((path) => relative('.', resolve(dirname(file), path)));
  expect(inside.filter((path) => !path.startsWith('src/'))).toEqual([]);
  expectImports(file, inside.map(roomOf), srcRooms);
});

test.each(nativeFiles)('%s includes only what its room may', (file) => {
  const headers = [...read(file).matchAll(/#include "([^"]+)"/g)].map(([, header = '']) => header);
  expectImports(
    file,
    headers.map((header) => roomOf(join('native', header))),
    nativeRooms,
  );
});

test.each(knownOnlyBy)('only a few files may mention %s', (mention, allowed) => {
  expect(files.filter((file) => mention.test(read(file)) && !allowed.test(file))).toEqual([]);
});

test.each(readable)('%s is short enough to read', (file) => {
  expect(linesOf(file)).toBeLessThanOrEqual(300);
});

test('half of all files have at most 100 lines', () => {
  const lengths = files.map(linesOf).sort((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(100);
});
