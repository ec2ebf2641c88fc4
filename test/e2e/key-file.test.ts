/** The key file in the real process: read at start, read again on SIGHUP, never broken by a broken file. */
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sha256 } from '../../src/access/api-keys.js';
import { cacheDir, tinyModelDir, tinyVoicesDir } from '../harness/assets.js';
import { ServerProcess } from '../harness/server-process.js';
import { withFolder } from '../harness/temporary-folder.js';
import { makeTinyModel } from '../harness/tiny-model.js';

const env = { KOKORO_MODEL_DIR: tinyModelDir, KOKORO_VOICES_DIR: tinyVoicesDir, KOKORO_CACHE_DIR: cacheDir };
const line = (key: string, more: object = {}) =>
  `${JSON.stringify({ id: key, sha256: sha256(key), ...more })}\n`;
const privately = { mode: 0o600 };

async function statuses({ url }: ServerProcess, keys: readonly string[]): Promise<number[]> {
  return Promise.all(
    keys.map(
      async (key) =>
        (await fetch(`${url}/v1/models`, { headers: { authorization: `Bearer ${key}` } })).status,
    ),
  );
}

test('is read again on SIGHUP, and a broken file changes nothing', async () => {
  makeTinyModel();
  await withFolder(async (folder) => {
    const file = join(folder, 'keys');
    await writeFile(file, line('first') + line('old', { expires: '2020-01-01' }), privately);
    const server = await ServerProcess.ready({ ...env, KOKORO_API_KEYS_FILE: file, API_KEY: 'plain' });
    try {
      expect(await statuses(server, ['first', 'plain', 'old', 'second'])).toEqual([200, 200, 401, 401]);

      await writeFile(file, line('second', { rpm: 2 }));
      server.child.kill('SIGHUP');
      await server.line(({ message }) => message === 'keys reloaded');
      expect(await statuses(server, ['first', 'plain', 'second', 'second', 'second'])).toEqual([
        401, 200, 200, 200, 429,
      ]);

      await writeFile(file, '{"id": "third"}');
      server.child.kill('SIGHUP');
      const kept = await server.line(({ message }) => message === 'keys kept as they were');
      expect(kept).toMatchObject({ level: 'error', error: expect.stringContaining('"sha256" must be') });
      expect(await statuses(server, ['plain', 'third'])).toEqual([200, 401]);
    } finally {
      await server.kill();
    }
  });
});

test.each([
  [undefined, /KOKORO_API_KEYS_FILE.*ENOENT/],
  ['{"id":', /KOKORO_API_KEYS_FILE.*Line 1/],
])('a file with %j ends the start with 2', async (content, reason) => {
  await withFolder(async (folder) => {
    const file = join(folder, 'keys');
    if (content !== undefined) await writeFile(file, content, privately);
    const server = await ServerProcess.spawn({ ...env, KOKORO_API_KEYS_FILE: file });
    expect(await server.ended).toBe(2);
    expect(server.lines.at(-1)).toMatchObject({ error: expect.stringMatching(reason) });
  });
});

test('a file that everybody may read ends the start with 2, and so does one without keys when they are required', async () => {
  await withFolder(async (folder) => {
    const file = join(folder, 'keys');
    await writeFile(file, '', privately);
    const empty = await ServerProcess.spawn({ ...env, KOKORO_API_KEYS_FILE: file, KOKORO_REQUIRE_AUTH: '1' });
    expect(await empty.ended).toBe(2);
    expect(empty.lines.at(-1)).toMatchObject({
      error: 'KOKORO_API_KEY must be set when KOKORO_REQUIRE_AUTH=1.',
    });
    await chmod(file, 0o644);
    const open = await ServerProcess.spawn({ ...env, KOKORO_API_KEYS_FILE: file });
    expect(await open.ended).toBe(2);
    expect(open.lines.at(-1)).toMatchObject({ error: expect.stringContaining('readable by everybody') });
  });
});
