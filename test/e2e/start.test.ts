/** The start of the real process when something is wrong: what it says, and the exit code a supervisor sees. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ServerProcess } from '../harness/server-process.js';

let empty = '';
beforeAll(() => {
  empty = mkdtempSync(join(tmpdir(), 'empty-'));
});
afterAll(() => rmSync(empty, { recursive: true }));

test('wrong values are all listed, and nothing is started', async () => {
  const server = await ServerProcess.spawn({ KOKORO_PORT: '80a', KOKORO_LOOKAHEAD: '0' });
  expect(await server.ended).toBe(2);
  expect(server.output).toBe(
    'KOKORO_PORT must be an integer from 1 to 65535, got "80a".\nKOKORO_LOOKAHEAD must be an integer from 1 to 16, got "0".\n',
  );
  expect(server.lines).toEqual([]);
});

test('an unknown flag comes with the nearest one', async () => {
  const server = await ServerProcess.spawn({}, ['--hots', 'x']);
  expect(await server.ended).toBe(2);
  expect(server.output).toContain('Unknown flag --hots. Did you mean --host?');
});

test('a missing model ends the start with 3 and says what to do', async () => {
  const server = await ServerProcess.spawn({ KOKORO_CACHE_DIR: empty });
  expect(await server.ended).toBe(3);
  expect(server.lines.at(-1)).toMatchObject({
    level: 'error',
    message: 'cannot start',
    error: expect.stringMatching(/^No imported model found in .*empty-.* Run: npm run setup$/),
  });
});

test('a mistyped variable is a warning with the nearest one', async () => {
  const server = await ServerProcess.spawn({ KOKORO_CACHE_DIR: empty, KOKORO_DEFAULT_VIOCE: 'x' });
  await server.ended;
  expect(server.lines[0]).toMatchObject({
    level: 'warn',
    message: 'KOKORO_DEFAULT_VIOCE is not known. Did you mean KOKORO_DEFAULT_VOICE?',
  });
});

test('--print-config --sources shows every value and where it comes from', async () => {
  const server = await ServerProcess.spawn({ KOKORO_PORT: '1234' }, [
    '--print-config',
    '--sources',
    '--lookahead=3',
  ]);
  expect(await server.ended).toBe(0);
  expect(server.output).toContain('KOKORO_PORT=1234  # environment KOKORO_PORT\n');
  expect(server.output).toContain('KOKORO_LOOKAHEAD=3  # flag --lookahead\n');
  expect(server.output).toContain('KOKORO_HOST="127.0.0.1"  # default\n');
});

test.each([
  ['--version', /^\d+\.\d+\.\d+\n$/],
  ['--help', /--max-body-bytes +Largest request body/],
])('%s is answered', async (flag, answer) => {
  const server = await ServerProcess.spawn({}, [flag]);
  expect(await server.ended).toBe(0);
  expect(server.output).toMatch(answer);
});
