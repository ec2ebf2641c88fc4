/** What users of the other servers have set: their names, their profiles, their secrets in files. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ProfileName, profileNames, profileTraits } from '../../src/config/profiles.js';
import { ConfigError, readConfig } from '../../src/config/read.js';
import { settings } from '../../src/config/schema.js';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'config-peers-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const read = (env: Record<string, string>, args: readonly string[] = []) =>
  readConfig({ args, env, directory });

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
  }
  throw new Error('Expected a ConfigError.');
}

/** Every name of the four servers, with a value that is not the default, and what it must change. */
const names: readonly (readonly [name: string, value: string, key: string, expected: unknown])[] = [
  ['KOKORO_HOST', '0.0.0.0', 'host', '0.0.0.0'],
  ['KOKORO_PORT', '8000', 'port', 8000],
  ['KOKORO_REQUIRE_AUTH', '0', 'requireAuth', false],
  ['KOKORO_API_KEY', 'k', 'apiKey', ['k']],
  ['KOKORO_AUTH_FAILURE_LIMIT', '2', 'authFailureLimit', 2],
  ['KOKORO_AUTH_FAILURE_WINDOW_SEC', '30', 'authFailureWindowSec', 30],
  ['KOKORO_AUTH_FAILURE_MAX_BUCKETS', '9', 'authFailureMaxBuckets', 9],
  ['KOKORO_TRUSTED_PROXY_IPS', '10.0.0.1,10.1.2.3/8', 'trustedProxyIps', ['10.0.0.1', '10.1.2.3/8']],
  ['KOKORO_ALLOWED_ORIGINS', 'https://a.example', 'allowedOrigins', ['https://a.example']],
  ['KOKORO_WS_AUTH_HANDSHAKE_TIMEOUT_SEC', '7', 'wsAuthHandshakeTimeoutSec', 7],
  ['KOKORO_WS_SESSION_TOKEN_TTL_SEC', '9', 'wsSessionTokenTtlSec', 9],
  ['KOKORO_WS_SESSION_TOKEN_MAX_TOKENS', '5', 'wsSessionTokenMaxTokens', 5],
  ['KOKORO_FORMATS', 'wav', 'formats', ['wav']],
  ['KOKORO_MODEL_PATH', 'm.onnx', 'modelPath', 'm.onnx'],
  ['KOKORO_VOICES_PATH', 'v.bin', 'voicesPath', 'v.bin'],
  ['KOKORO_PROVIDER', 'cuda', 'provider', 'cuda'],
  ['KOKORO_STRICT_PROVIDER', '1', 'strictProvider', true],
  ['KOKORO_SYNTH_WORKERS', '3', 'workers', 3],
  ['KOKORO_SYNTH_QUEUE', '-1', 'synthQueue', -1],
  ['KOKORO_ALLOW_EXPERIMENTAL_CUDA_CONCURRENCY', '1', 'allowExperimentalCudaConcurrency', true],
  ['KOKORO_CUDA_LIB_DIR', 'lib', 'cudaLibDir', 'lib'],
  ['KOKORO_RUNTIME_IDLE_UNLOAD_SEC', '2', 'runtimeIdleUnloadSec', 2],
  ['KOKORO_ENABLE_WEB_UI', '0', 'enableWebUi', false],
  ['KW_SECRET_API_KEY', 'k', 'apiKey', ['k']],
  ['HOST', '0.0.0.0', 'host', '0.0.0.0'],
  ['PORT', '8881', 'port', 8881],
  ['API_TITLE', 'T', 'apiTitle', 'T'],
  ['API_DESCRIPTION', 'D', 'apiDescription', 'D'],
  ['API_VERSION', '9', 'apiVersion', '9'],
  ['OUTPUT_DIR', 'o', 'outputDir', 'o'],
  ['OUTPUT_DIR_SIZE_LIMIT_MB', '5', 'outputDirMaxMb', 5],
  ['DEFAULT_VOICE', 'bf_emma', 'defaultVoice', 'bf_emma'],
  ['DEFAULT_VOICE_CODE', 'b', 'defaultLang', 'en-gb'],
  ['USE_GPU', '0', 'provider', 'cpu'],
  ['DEVICE_TYPE', 'cuda', 'provider', 'cuda'],
  ['MODEL_DIR', 'm', 'modelDir', 'm'],
  ['VOICES_DIR', 'v', 'voicesDir', 'v'],
  ['MODEL_REPO_ID', 'hexgrad/Kokoro-82M', 'modelRepo', 'hexgrad/Kokoro-82M'],
  ['DEFAULT_VOLUME_MULTIPLIER', '0.5', 'defaultVolume', 0.5],
  ['ENABLE_WEB_PLAYER', 'false', 'enableWebUi', false],
  ['WEB_PLAYER_PATH', 'w', 'webPath', 'w'],
  ['CORS_ENABLED', 'false', 'corsEnabled', false],
  ['CORS_ORIGINS', '["https://a.example"]', 'allowedOrigins', ['https://a.example']],
  ['UVICORN_ROOT_PATH', '/tts', 'rootPath', '/tts'],
  ['TEMP_FILE_DIR', 't', 'tempDir', 't'],
  ['MAX_TEMP_DIR_SIZE_MB', '5', 'tempMaxMb', 5],
  ['MAX_TEMP_DIR_AGE_HOURS', '5', 'tempMaxAgeHours', 5],
  ['MAX_TEMP_DIR_COUNT', '5', 'tempMaxCount', 5],
  ['DOWNLOAD_MODEL', 'false', 'downloadModel', false],
  ['PHONEMIZER_ESPEAK_PATH', 'e', 'espeakPath', 'e'],
  ['PHONEMIZER_ESPEAK_DATA', 'd', 'espeakData', 'd'],
  ['ESPEAK_DATA_PATH', 'd', 'espeakData', 'd'],
  ['ONNX_NUM_THREADS', '3', 'threads', 3],
  ['ONNX_INTER_OP_THREADS', '3', 'interOpThreads', 3],
  ['ONNX_EXECUTION_MODE', 'parallel', 'executionMode', 'parallel'],
  ['ONNX_OPTIMIZATION_LEVEL', 'basic', 'optimizationLevel', 'basic'],
  ['ONNX_MEMORY_PATTERN', 'true', 'memoryPattern', true],
  ['ONNX_ARENA_EXTEND_STRATEGY', 'kNextPowerOfTwo', 'arenaStrategy', 'kNextPowerOfTwo'],
  ['ALLOW_LOCAL_VOICE_SAVING', 'true', 'allowVoiceSaving', true],
  ['ALLOW_DEV_UNLOAD', 'true', 'allowUnload', true],
  ['ENABLE_DEBUG_ENDPOINTS', 'true', 'enableDebug', true],
  ['API_LOG_LEVEL', 'DEBUG', 'logLevel', 'debug'],
  ['VOICE_WEIGHT_NORMALIZATION', 'false', 'voiceWeightNormalization', false],
  ['ADVANCED_TEXT_NORMALIZATION', 'false', 'textNormalization', false],
  ['NORMALIZER_COMPAT', 'kokoro-fastapi', 'normalizerCompat', 'kokoro-fastapi'],
  ['TARGET_MIN_TOKENS', '90', 'targetMinTokens', 90],
  ['TARGET_MAX_TOKENS', '190', 'targetMaxTokens', 190],
  ['ABSOLUTE_MAX_TOKENS', '390', 'absoluteMaxTokens', 390],
  ['GAP_TRIM_MS', '5', 'gapTrimMs', 5],
  ['DYNAMIC_GAP_TRIM_PADDING_MS', '300', 'gapPaddingMs', 300],
  ['DYNAMIC_GAP_TRIM_PADDING_CHAR_MULTIPLIER', '{".":2}', 'gapPaddingMultipliers', { '.': 2 }],
  ['ENABLE_VOICE_TAGS', 'false', 'enableVoiceTags', false],
  ['ENABLE_SSML', 'false', 'enableSsml', false],
  ['SSML_MAX_DEPTH', '5', 'ssmlMaxDepth', 5],
  ['MAX_PAUSE_DURATION_S', '5', 'maxPauseSec', 5],
  ['KOKORO_ACCELERATION', 'core_ml', 'provider', 'coreml'],
  ['KOKORO_WORKERS', '4', 'workers', 4],
  ['KOKORO_MAX_INPUT_CHARS', '4096', 'maxInputChars', 4096],
  ['API_KEY', 'k', 'apiKey', ['k']],
  ['RUST_LOG', 'warn', 'logLevel', 'warn'],
  ['PIPER_ESPEAKNG_DATA_DIRECTORY', 'd', 'espeakData', 'd'],
];

test.each(names)('%s=%s is understood', (name, value, key, expected) => {
  const { config, warnings } = read({ [name]: value });
  expect(Reflect.get(config, key)).toEqual(expected);
  const { variable, hasNoEffect } = settings.find((setting) => setting.key === key) ?? {};
  expect(warnings).toEqual(hasNoEffect ? [`${variable} has no effect yet (environment ${name}).`] : []);
});

test('proxy headers are believed of listed proxies only', () => {
  expect(problemsOf({ KOKORO_TRUST_PROXY_HEADERS: '1' })).toEqual([
    'KOKORO_TRUSTED_PROXY_IPS must list at least one address when KOKORO_TRUST_PROXY_HEADERS=1.',
  ]);
  const good = {
    KOKORO_TRUST_PROXY_HEADERS: '1',
    KOKORO_TRUSTED_PROXY_IPS: '127.0.0.1/8, ::1, 2001:db8::/32',
  };
  expect(read(good).config.trustProxyHeaders).toBe(true);
});

test.each(['nope', '10.0.0.256', '10.0.0.0/33', '::1/129', '10.0.0.0/', 'fe80::1%eth0'])(
  'a proxy %j ends the start with the name of the variable',
  (entry) => {
    expect(problemsOf({ KOKORO_TRUSTED_PROXY_IPS: entry })[0]).toContain('KOKORO_TRUSTED_PROXY_IPS');
  },
);

test('a key must be there when one is asked for', () => {
  expect(problemsOf({ KOKORO_REQUIRE_AUTH: '1' })).toEqual([
    'KOKORO_API_KEY must be set when KOKORO_REQUIRE_AUTH=1.',
  ]);
});

test('both files of TLS or none', () => {
  expect(problemsOf({ KOKORO_TLS_CERT_FILE: 'c.pem' })[0]).toContain('must be set together');
});

describe('keys', () => {
  test('of all names and sources count', () => {
    writeFileSync(join(directory, '.env'), 'API_KEY=from-env-file\n');
    const env = { KOKORO_API_KEY: 'a', API_KEY: 'b', KW_SECRET_API_KEY: 'c,a' };
    const { config, warnings } = read(env, ['--api-key', 'd']);
    rmSync(join(directory, '.env'));
    expect([...config.apiKey].sort()).toEqual(['a', 'b', 'c', 'd', 'from-env-file']);
    expect(warnings).toEqual([]);
  });

  test('may lie in a file, one a line', () => {
    const path = join(directory, 'secret');
    writeFileSync(path, 'one\ntwo\n');
    expect(read({ KOKORO_API_KEY_FILE: path }).config.apiKey).toEqual(['one', 'two']);
    expect(read({ API_KEY_FILE: path }).warnings).toEqual([]);
    expect(problemsOf({ KOKORO_API_KEY_FILE: join(directory, 'none') })[0]).toMatch(
      /KOKORO_API_KEY_FILE cannot be read/,
    );
  });
});

describe('names without effect', () => {
  test('are said to have none, where somebody could expect one', () => {
    const env = {
      SAMPLE_RATE: '48000',
      KOKORO_RELOAD: '1',
      KOKORO_FFMPEG_TIMEOUT_SEC: '5',
      KOKORO_PIPER_PHONEMIZE_URL: 'u',
    };
    const { warnings } = read(env);
    expect(warnings).toHaveLength(4);
    for (const name of Object.keys(env))
      expect(warnings.some((warning) => warning.startsWith(name))).toBe(true);
  });

  test('are so for now where nothing reads them yet; their defaults are no news', () => {
    const { warnings, config } = read({
      KOKORO_WYOMING_PORT: '10200',
      GAP_TRIM_MS: '1',
      KOKORO_BATCH_MAX: '32',
    });
    expect(config.wyomingPort).toBe(10_200);
    expect(warnings).toEqual(['KOKORO_WYOMING_PORT has no effect yet (environment KOKORO_WYOMING_PORT).']);
  });

  test('are silent where nothing is lost', () => {
    const env = {
      SAMPLE_RATE: '24000',
      KOKORO_RELOAD: '0',
      KW_PUBLIC_NO_TRACK: '1',
      KOKORO_VERSION: '1',
      PYTHONPATH: 'x',
    };
    const { warnings, remarks } = read(env);
    expect(warnings).toEqual([]);
    expect(remarks).toEqual(['PYTHONPATH is ignored.']);
  });

  test('of .env files are not fatal, known or not', () => {
    writeFileSync(join(directory, '.env'), 'SOMETHING_ELSE=1\nKOKORO_XYZZY=1\n');
    const { warnings } = read({});
    rmSync(join(directory, '.env'));
    expect(warnings).toEqual(['KOKORO_XYZZY is not known.']);
  });
});

test('two aliases of one setting: the one listed first counts, with a warning', () => {
  const { config, warnings } = read({ KOKORO_ACCELERATION: 'cpu', DEVICE_TYPE: 'cuda' });
  expect(config.provider).toBe('cpu');
  expect(warnings).toEqual(['KOKORO_ACCELERATION and DEVICE_TYPE differ; KOKORO_ACCELERATION counts.']);
});

describe('ORIGIN', () => {
  test('is one more origin where not all are allowed', () => {
    expect(read({ ORIGIN: 'https://o.example' }).config.allowedOrigins).toEqual(['*']);
    expect(read({ ORIGIN: 'https://o.example', API_KEY: 'k' }).config.allowedOrigins).toEqual([
      'https://o.example',
    ]);
    const listed = read({ ORIGIN: 'https://o.example', KOKORO_ALLOWED_ORIGINS: 'https://a.example' });
    expect(listed.config.allowedOrigins).toEqual(['https://a.example', 'https://o.example']);
  });
});

describe('profiles', () => {
  const under = (profile: ProfileName, env: Record<string, string> = {}) =>
    read({ KOKORO_API_PROFILE: profile, ...env }).config;

  test.each<[ProfileName, object]>([
    [
      'default',
      { port: 8880, defaultFormat: 'mp3', defaultStream: true, strictModel: true, maxInputChars: 0 },
    ],
    [
      'kokoro-webui',
      {
        port: 8000,
        defaultFormat: 'wav',
        formats: ['wav', 'opus', 'pcm'],
        strictModel: false,
        maxInputChars: 4096,
        corsEnabled: false,
        defaultLang: 'en-us',
        degradedStart: true,
      },
    ],
    ['kokoro-web', { port: 3000, defaultFormat: 'mp3', defaultStream: false, allowedOrigins: [] }],
    [
      'kokoro-fastapi',
      {
        port: 8880,
        normalizerCompat: 'kokoro-fastapi',
        targetMinTokens: 175,
        targetMaxTokens: 250,
        absoluteMaxTokens: 450,
        synthQueue: -1,
        allowedOrigins: ['*'],
      },
    ],
    [
      'kokoro-openai-server',
      {
        port: 8000,
        defaultFormat: 'wav',
        defaultStream: false,
        maxInputChars: 4096,
        workers: 1,
        synthQueue: -1,
        allowedOrigins: ['*'],
      },
    ],
  ])('%s has its defaults', (profile, expected) => {
    expect(under(profile)).toMatchObject(expected);
  });

  test('yield to whatever is set, by whatever name', () => {
    expect(under('kokoro-openai-server', { PORT: '1' }).port).toBe(1);
    expect(under('kokoro-openai-server', { KOKORO_FORMATS: 'opus' }).defaultFormat).toBe('opus');
    expect(under('kokoro-fastapi', { TARGET_MAX_TOKENS: '150' })).toMatchObject({
      targetMaxTokens: 150,
      targetMinTokens: 100,
    });
    expect(under('kokoro-webui', { KOKORO_WORKERS: '3' }).synthQueue).toBe(12);
    expect(under('kokoro-webui', { KOKORO_SYNTH_QUEUE: '0' }).synthQueue).toBe(0);
  });

  test('of kokoro-openai-server allow eight workers', () => {
    const env = { KOKORO_API_PROFILE: 'kokoro-openai-server', KOKORO_WORKERS: '9' };
    expect(problemsOf(env)).toEqual(['Workers must be between 1 and 8, got 9']);
  });

  test('name settings that exist, with values that fit', () => {
    for (const profile of profileNames) {
      expect(() => under(profile)).not.toThrow();
      expect(profileTraits(profile).speeds).toHaveLength(2);
    }
    expect(read({ KOKORO_API_PROFILE: 'kokoro-web' }).origins.port).toBe('profile kokoro-web');
  });
});

test('shorter flags and those of other servers are understood', () => {
  const { config } = read({}, [
    '-p',
    '81',
    '--acceleration',
    'core_ml',
    '--profile=kokoro-web',
    '--workers',
    '2',
  ]);
  expect(config).toMatchObject({ port: 81, provider: 'coreml', apiProfile: 'kokoro-web', workers: 2 });
});

test('every variable has its flag', () => {
  for (const { variable, flag } of settings)
    expect(`KOKORO_${flag.replaceAll('-', '_').toUpperCase()}`).toBe(variable);
});
