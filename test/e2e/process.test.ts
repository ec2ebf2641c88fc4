/** The real process with the tiny model: it speaks, holds its port alone, and ends as it is told. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { cacheDir, tinyModelDir, tinyVoicesDir } from '../harness/assets.js';
import { speak } from '../harness/in-process-server.js';
import { ServerProcess } from '../harness/server-process.js';

const env = { KOKORO_MODEL_DIR: tinyModelDir, KOKORO_VOICES_DIR: tinyVoicesDir, KOKORO_CACHE_DIR: cacheDir };
let servers: ServerProcess[] = [];
beforeAll(() => {
  if (existsSync(join(tinyModelDir, 'model.json'))) return;
  const made = spawnSync(process.execPath, ['dist/models/tiny/generate.js', join(tinyModelDir, '..')]);
  if (made.status !== 0) throw new Error(`The tiny model cannot be made: ${made.stderr}`);
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  servers = [];
});

async function ready(extra: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await ServerProcess.ready({ ...env, ...extra });
  servers.push(server);
  return server;
}

const longText = 'This sentence is one of very many sentences in a long text. '.repeat(400);

test('speaks, streamed and whole alike', async () => {
  const { url } = await ready();
  const [streamed, whole] = await Promise.all(
    [true, false].map(async (stream) => {
      const response = await speak(url, {
        input: 'Hello there. How are you?',
        stream,
        response_format: 'wav',
      });
      expect(response.status).toBe(200);
      return Buffer.from(await response.arrayBuffer());
    }),
  );
  expect(streamed?.readUInt32LE(40)).toBe(0xffffffff);
  expect(whole?.readUInt32LE(40)).toBe((whole?.length ?? 0) - 44);
  expect(whole?.length).toBeGreaterThan(24_000);
  expect(streamed?.subarray(44)).toEqual(whole?.subarray(44));
});

test('a port that is taken ends the start with 1 and names it', async () => {
  const { port } = await ready();
  const second = await ServerProcess.spawn({ ...env, KOKORO_PORT: String(port) });
  expect(await second.ended).toBe(1);
  expect(second.lines.at(-1)).toMatchObject({ error: expect.stringContaining(`127.0.0.1:${port}`) });
});

test('a default voice that is none ends the start with 2', async () => {
  const server = await ServerProcess.spawn({ ...env, KOKORO_DEFAULT_VOICE: 'nobody' });
  expect(await server.ended).toBe(2);
  expect(JSON.stringify(server.lines)).toContain('KOKORO_DEFAULT_VOICE must name a voice');
});

test('an idle server ends soon after SIGTERM with 0', async () => {
  const server = await ready();
  const startedAt = performance.now();
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});

test('SIGTERM lets a stream end', async () => {
  const server = await ready();
  const response = await speak(server.url, { input: longText.slice(0, 3000), response_format: 'pcm' });
  server.child.kill('SIGTERM');
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100_000);
  expect(await server.ended).toBe(0);
});

test('a second SIGTERM ends it at once', async () => {
  const server = await ready();
  const response = await speak(server.url, { input: longText });
  server.child.kill('SIGTERM');
  await server.line(({ message }) => message === 'draining');
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(143);
  await expect(response.arrayBuffer()).rejects.toThrow();
});

test('a client that leaves frees the engine for the next', async () => {
  const { url } = await ready({ KOKORO_WORKERS: '1', KOKORO_SYNTH_QUEUE: '0' });
  for (let round = 0; round < 5; round++) {
    const client = new AbortController();
    const response = await speak(url, { input: longText }, { signal: client.signal });
    expect(response.status).toBe(200);
    client.abort();
    let next = await speak(url, { input: 'Next.' });
    for (let tries = 0; next.status === 503 && tries < 50; tries++) {
      await next.arrayBuffer();
      next = await speak(url, { input: 'Next.' });
    }
    expect(next.status).toBe(200);
    await next.arrayBuffer();
  }
});
