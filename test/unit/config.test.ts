import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ConfigError, type ConfigSources, readConfig } from '../../src/config/read.js';
import { settings } from '../../src/config/schema.js';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'config-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const read = (sources: Partial<ConfigSources>) => readConfig({ args: [], env: {}, directory, ...sources });

function problemsOf(sources: Partial<ConfigSources>): readonly string[] {
  try {
    read(sources);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
  }
  throw new Error('Expected a ConfigError.');
}

/** Runs with a file in the directory. */
function withFile<Result>(name: string, text: string, act: (path: string) => Result): Result {
  const path = join(directory, name);
  writeFileSync(path, text);
  try {
    return act(path);
  } finally {
    rmSync(path);
  }
}

test('without any source every setting has its default', () => {
  expect(read({}).config).toMatchObject({
    host: '127.0.0.1',
    port: 8880,
    defaultVoice: 'af_heart',
    lookahead: 2,
  });
});

describe('values', () => {
  test.each([
    ['KOKORO_PORT', '8000', { port: 8000 }],
    ['KOKORO_DEFAULT_STREAM', 'OFF', { defaultStream: false }],
    ['KOKORO_DEFAULT_STREAM', 'yes', { defaultStream: true }],
    ['KOKORO_FORMATS', 'pcm, wav', { formats: ['pcm', 'wav'], defaultFormat: 'pcm' }],
    ['KOKORO_FORMATS', '["opus"]', { formats: ['opus'], defaultFormat: 'opus' }],
    ['KOKORO_WORKERS', 'auto', { workers: 'auto' }],
    ['KOKORO_WORKERS', '4', { workers: 4 }],
    ['KOKORO_TIMBRE_ROW', 'own', { timbreRow: 'own' }],
    ['KOKORO_GAP_PADDING_MULTIPLIERS', '{".":2}', { gapPaddingMultipliers: { '.': 2 } }],
    ['API_LOG_LEVEL', 'WARNING', { logLevel: 'warn' }],
    ['RUST_LOG', 'hyper=trace,kokoro_server=debug', { logLevel: 'debug' }],
    ['RUST_LOG', 'debug', { logLevel: 'debug' }],
    ['RUST_LOG', 'hyper=trace', { logLevel: 'info' }],
    ['RUST_LOG', 'info,kokoro_openai_server::tts=trace', { logLevel: 'trace' }],
    ['API_LOG_LEVEL', 'SUCCESS', { logLevel: 'info' }],
    ['DEFAULT_VOICE_CODE', 'b', { defaultLang: 'en-gb' }],
    ['DEFAULT_VOICE_CODE', 'Z', { defaultLang: 'cmn' }],
    ['USE_GPU', 'false', { provider: 'cpu' }],
    ['USE_GPU', 'true', { provider: 'auto' }],
    ['DEVICE_TYPE', 'mps', { provider: 'coreml' }],
    ['DEVICE_TYPE', 'cuda', { provider: 'cuda' }],
    ['KOKORO_ACCELERATION', 'direct_ml', { provider: 'directml' }],
    ['KOKORO_FORMATS', 'OGG,ulaw', { formats: ['opus', 'mulaw'], defaultFormat: 'opus' }],
    ['ONNX_ARENA_EXTEND_STRATEGY', 'knextpoweroftwo', { arenaStrategy: 'kNextPowerOfTwo' }],
    [
      'CORS_ORIGINS',
      '["https://a.example","https://b.example"]',
      { allowedOrigins: ['https://a.example', 'https://b.example'] },
    ],
    ['KOKORO_API_KEY', 'a, b', { apiKey: ['a', 'b'], allowedOrigins: [] }],
    ['KOKORO_PORT', '', { port: 8880 }],
  ])('%s=%s', (name, value, expected) => {
    expect(read({ env: { [name]: value } }).config).toMatchObject(expected);
  });
});

describe('problems', () => {
  test('are all listed, with the name, what is allowed and what came', () => {
    const env = {
      KOKORO_PORT: '80a',
      KOKORO_DEFAULT_STREAM: 'maybe',
      KOKORO_PROVIDER: 'tpu',
      KOKORO_WORKERS: '65',
    };
    expect(problemsOf({ env })).toEqual([
      'KOKORO_PORT must be an integer from 1 to 65535, got "80a".',
      'KOKORO_DEFAULT_STREAM must be true or false, got "maybe".',
      'KOKORO_PROVIDER must be one of auto, cpu, cuda, coreml, directml, got "tpu".',
      'Workers must be between 1 and 64, got 65',
    ]);
  });

  test('name the source the value came from', () => {
    expect(problemsOf({ args: ['--port', '0'] })).toEqual([
      '--port must be an integer from 1 to 65535, got "0".',
    ]);
    expect(problemsOf({ env: { PORT: 'x' } })).toEqual(['PORT must be an integer from 1 to 65535, got "x".']);
  });

  test('of the command line come with the nearest flag', () => {
    expect(problemsOf({ args: ['--prot', '1'] })[0]).toBe('Unknown flag --prot. Did you mean --port?');
    expect(problemsOf({ args: ['sevre'] })).toEqual(['Unknown argument "sevre".']);
    expect(problemsOf({ args: ['--host'] })).toEqual(['--host needs a value.']);
  });

  test('a named file that is not there is one', () => {
    expect(problemsOf({ env: { KOKORO_CONFIG_FILE: join(directory, 'none.json') } })[0]).toMatch(
      /none\.json cannot be read/,
    );
  });
});

describe('precedence', () => {
  test('is flag, variable, alias, .env, file, default', () => {
    const file = JSON.stringify({
      port: 1001,
      host: 'file',
      default_voice: 'af_sky',
      lookahead: 5,
      formats: ['wav'],
    });
    const dotEnv =
      'export KOKORO_PORT=1002 # here\nHOST="dot env"\nDEFAULT_VOICE=\'af_bella\'\nKOKORO_LOOKAHEAD=4\n';
    withFile('kokoro.json', file, () =>
      withFile('.env', dotEnv, () => {
        const env = { PORT: '1003', HOST: 'alias', KOKORO_DEFAULT_VOICE: 'af_nova' };
        const { config, origins } = read({ env, args: ['-p', '1004'] });
        expect(config).toMatchObject({
          port: 1004,
          host: 'alias',
          defaultVoice: 'af_nova',
          lookahead: 4,
          formats: ['wav'],
        });
        expect(origins).toMatchObject({ port: 'flag --port', host: 'environment HOST' });
      }),
    );
  });

  test('an alias that differs from the canonical name is a warning', () => {
    const { config, warnings } = read({ env: { KOKORO_PORT: '1', PORT: '2' } });
    expect(config.port).toBe(1);
    expect(warnings).toEqual(['KOKORO_PORT and PORT differ; KOKORO_PORT counts.']);
  });
});

describe('unknown names', () => {
  test('are a warning with the nearest known one', () => {
    expect(read({ env: { KOKORO_PROT: '1', OTHER: 'x' } }).warnings).toEqual([
      'KOKORO_PROT is not known. Did you mean KOKORO_PORT?',
    ]);
  });

  test('are an error in strict mode', () => {
    expect(problemsOf({ env: { KOKORO_XYZZY: '1', KOKORO_STRICT_CONFIG: '1' } })).toEqual([
      'KOKORO_XYZZY is not known.',
    ]);
  });

  test('in a config file are told with the file', () => {
    withFile('odd.json', '{"portt":1}', (path) => {
      expect(read({ args: [`--config-file=${path}`] }).warnings).toEqual([
        `"portt" in ${path} is not known. Did you mean "port" in ${path}?`,
      ]);
    });
  });
});

test('a flag for a switch needs no value', () => {
  const { config, switches } = read({ args: ['--strict-config', '--print-config', '--sources'] });
  expect(config.strictConfig).toBe(true);
  expect([...switches]).toEqual(['print-config', 'sources']);
});

test('every setting has a meaning, and no two share a name', () => {
  for (const { description } of settings) expect(description).toMatch(/^.{8,}\.$/s);
  const names = settings.flatMap(({ variable, aliases }) => [variable, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
});
