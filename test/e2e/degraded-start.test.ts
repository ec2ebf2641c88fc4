/** A server that stays up without a model: it says so everywhere, and speaks nowhere. */
import { expect, test } from '@jest/globals';
import { cacheDir } from '../harness/assets.js';
import { speak } from '../harness/in-process-server.js';
import { rawRequest } from '../harness/raw-request.js';
import { ServerProcess } from '../harness/server-process.js';
import { withFolder } from '../harness/temporary-folder.js';

test('answers 503 to speech and health, and goes on', async () => {
  await withFolder(async (folder) => {
    const server = await ServerProcess.spawn({
      KOKORO_DEGRADED_START: '1',
      KOKORO_CACHE_DIR: cacheDir,
      KOKORO_MODEL_DIR: folder,
    });
    try {
      const line = await server.line(
        ({ message }) => message === 'nothing can be spoken: the model cannot be loaded',
      );
      expect(line).toMatchObject({
        level: 'error',
        code: 'MODEL_LOAD_FAILED',
        error: expect.stringContaining(folder),
      });
      const health = await fetch(`${server.url}/health`);
      expect([health.status, await health.json()]).toEqual([503, { status: 'unhealthy' }]);
      const speech = await speak(server.url, { input: 'Hello.' });
      expect(speech.status).toBe(503);
      expect(speech.headers.get('retry-after')).toMatch(/^\d+$/);
      expect((await fetch(`${server.url}/livez`)).status).toBe(200);
      expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
      expect(await (await fetch(`${server.url}/api/health`)).json()).toMatchObject({ ok: false });
      // Bound to the loopback, it is known by the loopback's names only.
      expect(await rawRequest(server.port, 'GET /health HTTP/1.1\r\nHost: evil.example\r\n\r\n')).toContain(
        ' 403 ',
      );
      server.child.kill('SIGTERM');
      expect(await server.ended).toBe(0);
    } finally {
      await server.kill();
    }
  });
});
