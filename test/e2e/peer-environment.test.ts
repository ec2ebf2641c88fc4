/** The real process under the names its users have set for another server. */

import { once } from 'node:events';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { cacheDir, tinyModelDir, tinyVoicesDir } from '../harness/assets.js';
import { speak } from '../harness/in-process-server.js';
import { freePort, ServerProcess } from '../harness/server-process.js';
import { withFolder } from '../harness/temporary-folder.js';
import { makeTinyModel } from '../harness/tiny-model.js';

const folders = { MODEL_DIR: tinyModelDir, VOICES_DIR: tinyVoicesDir, KOKORO_CACHE_DIR: cacheDir };
let server: ServerProcess | undefined;
beforeAll(makeTinyModel);
afterEach(() => server?.kill());

async function ready(env: Record<string, string>, args: readonly string[] = []): Promise<ServerProcess> {
  server = await ServerProcess.spawn({ ...folders, ...env }, args);
  await server.line(({ message }) => message === 'ready');
  return server;
}

test('HOST and PORT are where it listens, and MODEL_DIR and VOICES_DIR what it speaks with', async () => {
  const port = await freePort();
  await ready({ KOKORO_PORT: '', PORT: String(port), HOST: '127.0.0.1' });
  const answer = await speak(`http://127.0.0.1:${port}`, { input: 'Hello.', response_format: 'wav' });
  expect(answer.status).toBe(200);
  expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(1000);
});

test('the command line beats the environment', async () => {
  const port = await freePort();
  await ready({ KOKORO_PORT: '', PORT: '1' }, ['--port', String(port)]);
  expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
});

test.each(['API_KEY', 'KW_SECRET_API_KEY', 'KOKORO_API_KEY'])(
  '%s is one key for everything',
  async (name) => {
    const { url } = await ready({ [name]: 'k' });
    const headers = { authorization: 'Bearer k' };
    for (const path of ['/v1/models', '/api/health', '/api/v1/audio/voices']) {
      expect([path, (await fetch(url + path)).status]).toEqual([path, 401]);
      expect([path, (await fetch(url + path, { headers })).status]).toEqual([path, 200]);
    }
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/speak-stream`, { headers });
    await once(socket, 'open');
    socket.terminate();
  },
);

test('RUST_LOG=debug says more than RUST_LOG=info, and RUST_LOG=error nothing', async () => {
  const count = async (level: string): Promise<number> => {
    const started = await ServerProcess.spawn({ ...folders, RUST_LOG: level });
    for (let tries = 0; ; tries++) {
      const up = await fetch(`${started.url}/health`).then(
        ({ status }) => status === 200,
        () => false,
      );
      if (up || tries > 2000) break;
    }
    await started.kill();
    return started.lines.length;
  };
  const [error, info, debug] = [await count('error'), await count('info'), await count('debug')];
  expect(error).toBe(0);
  expect(debug).toBeGreaterThan(info);
  expect(info).toBeGreaterThan(0);
});

describe('a provider this machine does not have', () => {
  test.each(['cuda', 'core_ml'])('%s falls back to the CPU and says so', async (name) => {
    const { url, lines } = await ready({ KOKORO_ACCELERATION: name });
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'warn', message: 'the GPU is not used, the CPU speaks' }),
    );
    const health: unknown = await (await fetch(`${url}/api/health`)).json();
    expect(health).toMatchObject({ active_provider: 'CPUExecutionProvider', provider_fallback: true });
  });

  test.each(['cuda', 'direct_ml'])('%s ends a strict start with 3', async (name) => {
    server = await ServerProcess.spawn({
      ...folders,
      KOKORO_ACCELERATION: name,
      KOKORO_STRICT_PROVIDER: '1',
    });
    expect(await server.ended).toBe(3);
    expect(server.lines.at(-1)).toMatchObject({ error: expect.stringContaining('is not available here') });
  });
});

test('without a model and without leave to fetch one, the start ends with 3 and says what to do', async () => {
  await withFolder(async (folder) => {
    server = await ServerProcess.spawn({
      DOWNLOAD_MODEL: 'false',
      MODEL_DIR: folder,
      KOKORO_CACHE_DIR: folder,
    });
    expect(await server.ended).toBe(3);
    expect(server.lines.at(-1)).toMatchObject({
      error: expect.stringMatching(/No imported model found in .*Run: npm run setup/),
    });
  });
});
