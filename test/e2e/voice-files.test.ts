/** The operator's names and profiles in the real process: read at start, read again on SIGHUP. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { cacheDir, tinyModelDir, tinyVoicesDir } from '../harness/assets.js';
import { speak } from '../harness/in-process-server.js';
import { ServerProcess } from '../harness/server-process.js';
import { withFolder } from '../harness/temporary-folder.js';
import { makeTinyModel } from '../harness/tiny-model.js';

const env = { KOKORO_MODEL_DIR: tinyModelDir, KOKORO_VOICES_DIR: tinyVoicesDir, KOKORO_CACHE_DIR: cacheDir };

async function voiceOf({ url }: ServerProcess, voice: string): Promise<string | null | number> {
  const response = await speak(url, { input: 'Hello.', voice, response_format: 'pcm' });
  await response.arrayBuffer();
  return response.status === 200 ? response.headers.get('x-kokoro-voice') : response.status;
}

async function listed({ url }: ServerProcess): Promise<string[]> {
  const { voices } = Object(await (await fetch(`${url}/v1/audio/voices?legacy=true`)).json());
  return voices;
}

test('names and profiles are read again on SIGHUP, and a broken file changes nothing', async () => {
  makeTinyModel();
  await withFolder(async (folder) => {
    const [aliases, profiles] = [join(folder, 'aliases.json'), join(folder, 'profiles.json')];
    await writeFile(aliases, '{"nova":"bf_emma"}');
    await writeFile(profiles, '{"third":{"voice":"af_heart*0.7+bf_emma*0.3","speed":0.8,"pitch":1}}');
    const server = await ServerProcess.ready({
      ...env,
      KOKORO_VOICE_ALIASES_FILE: aliases,
      KOKORO_PROFILES_FILE: profiles,
    });
    try {
      expect(await voiceOf(server, 'NOVA')).toBe('bf_emma');
      expect(await voiceOf(server, 'third')).toBe('af_heart(0.7)+bf_emma(0.3)');
      expect(await listed(server)).toContain('third');

      await writeFile(aliases, '{"nova":"am_michael","house":"af_heart+1"}');
      await writeFile(profiles, '{}');
      server.child.kill('SIGHUP');
      await server.line(({ message }) => message === 'voices reloaded');
      expect([await voiceOf(server, 'nova'), await voiceOf(server, 'house')]).toEqual([
        'am_michael',
        'af_heart',
      ]);
      expect(await voiceOf(server, 'third')).toBe(400);
      expect(await listed(server)).not.toContain('third');

      await writeFile(aliases, '{"nova":"af_heart++"}');
      server.child.kill('SIGHUP');
      const kept = await server.line(({ message }) => message === 'voices kept as they were');
      expect(kept).toMatchObject({
        level: 'error',
        error: expect.stringMatching(/VOICE_ALIASES_FILE .*nova: /),
      });
      expect(await voiceOf(server, 'nova')).toBe('am_michael');
    } finally {
      await server.kill();
    }
  });
});

test('a broken file ends the start with 2 and says why', async () => {
  await withFolder(async (folder) => {
    const profiles = join(folder, 'profiles.json');
    await writeFile(profiles, '{"slow":{"voice":"af_heart","speed":0}}');
    const server = await ServerProcess.spawn({ ...env, KOKORO_PROFILES_FILE: profiles });
    expect(await server.ended).toBe(2);
    expect(server.lines.at(-1)).toMatchObject({
      error: expect.stringMatching(/KOKORO_PROFILES_FILE .*slow\/speed/),
    });
  });
});
