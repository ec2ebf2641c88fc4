/** The commands that need no server: what they print, and how they end. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { withFolder } from '../harness/temporary-folder.js';

const clean = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(KOKORO_|HOST$|PORT$|NODE_OPTIONS$)/.test(name)),
);

function run(args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/src/main.js', ...args], {
    env: { ...clean, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test.each([['version'], ['--version']])('%s prints the version', (word) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(run([word])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

describe('help', () => {
  test.each([[['help']], [['--help']], [['-h']]])('%j lists commands and flags', (args) => {
    const { status, stdout } = run(args);
    expect(status).toBe(0);
    for (const word of ['serve', 'doctor', 'config', 'keys', 'version'])
      expect(stdout).toMatch(new RegExp(`^ {2}${word} `, 'm'));
    for (const flag of ['host', 'port', 'api-key', 'model-path', 'provider', 'workers', 'max-input-chars'])
      expect(stdout).toMatch(new RegExp(`^ {2}--${flag} `, 'm'));
  });

  test('on one command says how it is used', () => {
    expect(run(['help', 'keys']).stdout).toMatch(/^kokoro-native keys new .*revoke ID/);
    expect(run(['keys', '--help']).stdout).toBe(run(['help', 'keys']).stdout);
  });
});

test.each([
  [['kyes'], /Unknown command "kyes"\. Did you mean keys\?/],
  [['frobnicate'], /Unknown command "frobnicate"\. See: kokoro-native help/],
  [['help', 'srve'], /Did you mean serve\?/],
  [['config'], /config needs "print" or "check"/],
  [['keys', 'melt'], /keys needs "new", "list" or "revoke"/],
  [['keys', 'list'], /Set KOKORO_API_KEYS_FILE/],
  [['keys', 'new', '--nmae', 'x'], /--nmae/],
])('%j ends with 2 and says why', (args, words) => {
  const { status, stderr } = run(args);
  expect(status).toBe(2);
  expect(stderr).toMatch(words);
});

describe('config', () => {
  test('print shows every value, secrets never', () => {
    const { stdout, stderr } = run(['config', 'print'], {
      API_KEY: 'hush',
      ONNX_NUM_THREADS: '3',
      KOKORO_PROT: '1',
    });
    expect(stdout).toContain('KOKORO_THREADS=3\n');
    expect(stdout).toContain('KOKORO_API_KEY="***"\n');
    expect(stdout + stderr).not.toContain('hush');
    expect(stderr).toContain('KOKORO_PROT is not known. Did you mean KOKORO_PORT?');
  });

  test('print --json --sources is JSON with the sources', () => {
    const settings = JSON.parse(
      run(['config', 'print', '--json', '--sources', '--port=81'], { API_PROFILE: 'kokoro-web' }).stdout,
    );
    expect(settings.KOKORO_PORT).toEqual({ value: 81, source: 'flag --port' });
    expect(settings.KOKORO_DEFAULT_STREAM).toEqual({ value: false, source: 'profile kokoro-web' });
    expect(settings.KOKORO_HOST).toEqual({ value: '127.0.0.1', source: 'default' });
    expect(settings.KOKORO_LEXICON_FILE).toEqual({ value: null, source: 'default' });
  });

  test('check tells good from bad', () => {
    expect(run(['config', 'check'])).toMatchObject({ status: 0, stdout: expect.stringContaining('valid') });
    const bad = run(['config', 'check'], { KOKORO_PORT: '80a', KOKORO_TRUSTED_PROXY_IPS: 'x' });
    expect(bad.status).toBe(2);
    expect(bad.stderr).toMatch(/KOKORO_PORT must be an integer.*\n.*KOKORO_TRUSTED_PROXY_IPS/);
  });
});

test.each([
  [
    { KOKORO_API_PROFILE: 'kokoro-openai-server', KOKORO_WORKERS: '9' },
    'Workers must be between 1 and 8, got 9\n',
  ],
  [{ KOKORO_WORKERS: '65' }, 'Workers must be between 1 and 64, got 65\n'],
  [
    { KOKORO_TRUST_PROXY_HEADERS: '1' },
    'KOKORO_TRUSTED_PROXY_IPS must list at least one address when KOKORO_TRUST_PROXY_HEADERS=1.\n',
  ],
  [{ KOKORO_REQUIRE_AUTH: '1' }, 'KOKORO_API_KEY must be set when KOKORO_REQUIRE_AUTH=1.\n'],
  [{ KOKORO_XYZZY: '1', KOKORO_STRICT_CONFIG: '1' }, 'KOKORO_XYZZY is not known.\n'],
  [
    { KOKORO_FORMATS: 'wav,midi' },
    'KOKORO_FORMATS must be a list of mp3, wav, opus, flac, pcm, aac, m4a, mulaw, alaw, got "wav,midi".\n',
  ],
])('%j ends with 2 and the words %j', (env, words) => {
  expect(run(['config', 'check'], env)).toEqual({ status: 2, stdout: '', stderr: words });
});

test('the flags of kokoro-openai-server are understood', () => {
  const flags = [
    '--host',
    '0.0.0.0',
    '--port',
    '81',
    '--api-key',
    'k',
    '--model-path',
    'm.onnx',
    '--acceleration',
    'direct_ml',
    '--workers',
    '2',
    '--max-input-chars',
    '9',
  ];
  const { stdout } = run(['config', 'print', ...flags]);
  for (const line of [
    'HOST="0.0.0.0"',
    'PORT=81',
    'API_KEY="***"',
    'MODEL_PATH="m.onnx"',
    'PROVIDER="directml"',
    'WORKERS=2',
    'MAX_INPUT_CHARS=9',
  ])
    expect(stdout).toContain(`KOKORO_${line}\n`);
});

describe('keys', () => {
  test('are made, listed and taken back', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'keys');
      const env = { KOKORO_API_KEYS_FILE: file };
      const made = run(
        [
          'keys',
          'new',
          '--name',
          'phone',
          '--scopes',
          'speak,read',
          '--rpm',
          '60',
          '--expires',
          '2031-01-01',
        ],
        env,
      );
      expect(made.status).toBe(0);
      expect(made.stdout).toMatch(/^kk_[A-Za-z0-9_-]{43}\n$/);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(readFileSync(file, 'utf8')).not.toContain(made.stdout.trim());
      run(['keys', 'new'], env);

      const listed = run(['keys', 'list'], env).stdout;
      expect(listed).toMatch(
        /^[0-9a-f]{8}\tphone\tspeak,read\t60 requests\/min\tuntil 2031-01-01T00:00:00.000Z\n[0-9a-f]{8}\t\tall\n$/,
      );
      const [first] = JSON.parse(run(['keys', 'list', '--json'], env).stdout);
      expect(first).toMatchObject({ name: 'phone', rpm: 60 });
      expect(first).not.toHaveProperty('sha256');

      expect(run(['keys', 'revoke', first.id, '--file', file]).status).toBe(0);
      expect(JSON.parse(run(['keys', 'list', '--json'], env).stdout)).toHaveLength(1);
      expect(run(['keys', 'revoke', first.id], env)).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('has no key'),
      });
    });
  });

  test.each([
    [['--rpm', 'many'], /"rpm" must be an integer/],
    [['--scopes', 'fly'], /"scopes" must be a list of speak, read, admin/],
    [['--expires', 'soon'], /"expires" must be a date/],
  ])('are not made with %j', async (flags, words) => {
    await withFolder(async (folder) => {
      const { status, stderr } = run(['keys', 'new', '--file', join(folder, 'keys'), ...flags]);
      expect(status).toBe(2);
      expect(stderr).toMatch(words);
      expect(() => statSync(join(folder, 'keys'))).toThrow();
    });
  });

  test('in a broken file stay as they are', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'keys');
      await writeFile(file, '{"id":', { mode: 0o600 });
      expect(run(['keys', 'new', '--file', file])).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('Line 1'),
      });
      expect(readFileSync(file, 'utf8')).toBe('{"id":');
    });
  });
});

test('doctor examines the machine', () => {
  const { stdout } = run(['doctor', '--json']);
  expect(() => JSON.parse(stdout)).not.toThrow();
});

test('the program can be asked from a folder of its own', () => {
  const root = process.cwd();
  const printed = execFileSync(process.execPath, [join(root, 'dist/src/main.js'), 'version'], {
    cwd: '/',
    env: clean,
    encoding: 'utf8',
  });
  expect(printed).toMatch(/^\d/);
});
