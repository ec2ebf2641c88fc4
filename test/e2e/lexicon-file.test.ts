/** The operator's lexicon in the real process: read at start, read again on SIGHUP, never broken by a broken file. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { cacheDir, tinyModelDir, tinyVoicesDir } from '../harness/assets.js';
import { postJson } from '../harness/post-json.js';
import { ServerProcess } from '../harness/server-process.js';
import { withFolder } from '../harness/temporary-folder.js';
import { makeTinyModel } from '../harness/tiny-model.js';

const env = { KOKORO_MODEL_DIR: tinyModelDir, KOKORO_VOICES_DIR: tinyVoicesDir, KOKORO_CACHE_DIR: cacheDir };

async function phonemes({ url }: ServerProcess, lang = 'a'): Promise<unknown> {
  const { json } = await postJson(`${url}/dev/phonemize`, { text: 'Leith', lang });
  return Reflect.get(Object(json), 'phonemes');
}

test('is read again on SIGHUP, and a broken file changes nothing', async () => {
  makeTinyModel();
  await withFolder(async (folder) => {
    const file = join(folder, 'lexicon.json');
    await writeFile(file, '{"Leith": "lˈeɪθ", "snow": "snˈoʊ☃"}');
    const server = await ServerProcess.ready({ ...env, KOKORO_LEXICON_FILE: file });
    try {
      expect(await phonemes(server)).toBe('lˈAθ');
      expect(server.lines).toContainEqual(
        expect.objectContaining({ level: 'warn', entry: 'snow', symbols: '☃' }),
      );

      await writeFile(file, '{"en-gb": {"Leith": "tˈi"}, "a": {"Leith": "lˈaɪθ"}}');
      server.child.kill('SIGHUP');
      await server.line(({ message }) => message === 'lexicon reloaded');
      expect([await phonemes(server), await phonemes(server, 'b')]).toEqual(['lˈIθ', 'tˈi']);

      await writeFile(file, '{"Leith": "☃"}');
      server.child.kill('SIGHUP');
      const kept = await server.line(({ message }) => message === 'lexicon kept as it was');
      expect(kept).toMatchObject({ level: 'error', error: expect.stringMatching(/"Leith".*☃/) });
      expect(await phonemes(server)).toBe('lˈIθ');
    } finally {
      await server.kill();
    }
  });
});

test('a server without a lexicon file survives SIGHUP', async () => {
  makeTinyModel();
  const server = await ServerProcess.ready(env);
  try {
    server.child.kill('SIGHUP');
    expect(await phonemes(server)).toBe(await phonemes(server));
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  } finally {
    await server.kill();
  }
});

test.each([
  ['{"Leith": "☃"}', /KOKORO_LEXICON_FILE .*"Leith".*☃/],
  ['{"Leith": 5}', /KOKORO_LEXICON_FILE .*"Leith" must be text/],
  ['{"Leith"', /KOKORO_LEXICON_FILE .*JSON/],
  [undefined, /KOKORO_LEXICON_FILE .*ENOENT/],
])('a file with %s ends the start with 2 and says why', async (content, reason) => {
  await withFolder(async (folder) => {
    const file = join(folder, 'lexicon.json');
    if (content !== undefined) await writeFile(file, content);
    const server = await ServerProcess.spawn({ ...env, KOKORO_LEXICON_FILE: file });
    expect(await server.ended).toBe(2);
    expect(server.lines.at(-1)).toMatchObject({ error: expect.stringMatching(reason) });
  });
});
