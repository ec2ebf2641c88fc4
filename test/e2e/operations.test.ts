/** What operators look at: metrics, diagnostics, the gates of both, and the port of their own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Metrics } from '../../src/metrics/metrics.js';
import { OperatorPort } from '../../src/server.js';
import { type Running, speak, startServer } from '../harness/in-process-server.js';

const gates = { allowUnload: true, enableDebug: true };
let open: Running;
let closed: Running;
const folder = mkdtempSync(join(tmpdir(), 'kokoro-test-'));
beforeAll(async () => {
  mkdirSync(join(folder, 'voices'));
  writeFileSync(join(folder, 'voices', 'af_heart.bin'), Buffer.alloc(100));
  const places = { voicesDir: join(folder, 'voices'), modelDir: folder, tempDir: join(folder, 'temp') };
  open = await startServer({ ...gates, ...places, tempMaxMb: 1, tempMaxCount: 7 });
  closed = await startServer();
});
afterAll(() => {
  open.server.close();
  closed.server.close();
  rmSync(folder, { recursive: true });
});

const get = async (path: string, at = open) => {
  const response = await fetch(at.url + path);
  return { status: response.status, json: Object(await response.json()) };
};

/** Values of a scrape by name and labels. */
async function scraped(at = open): Promise<Map<string, number>> {
  const text = await (await fetch(`${at.url}/metrics`)).text();
  return new Map(
    [...text.matchAll(/^([a-z]\w*(?:\{[^}]*\})?) (\S+)$/gm)].map(([, name = '', value]) => [
      name,
      Number(value),
    ]),
  );
}

describe('GET /metrics', () => {
  test('has every metric that is documented, in the text form 0.0.4', async () => {
    const response = await fetch(`${open.url}/metrics`);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const types = new Map(
      [...(await response.text()).matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) => [name, type]),
    );
    const counters =
      'requests audio_seconds characters tokens rejected cancelled errors engine_restarts model_loads cache_hits cache_misses';
    for (const name of counters.split(' ')) expect(types.get(`kokoro_${name}_total`)).toBe('counter');
    const histograms =
      'request_seconds ttfa_seconds queue_wait_seconds rtf batch_size event_loop_lag_seconds';
    for (const name of histograms.split(' ')) expect(types.get(`kokoro_${name}`)).toBe('histogram');
    const gauges =
      'active_utterances queued_utterances backlog_audio_seconds open_connections open_websockets open_contexts model_loaded cache_bytes temp_bytes temp_files build_info';
    for (const name of gauges.split(' ')) expect(types.get(`kokoro_${name}`)).toBe('gauge');
    expect([...types.keys()].some((name) => name?.startsWith('process_'))).toBe(true);
    expect([...types.keys()].some((name) => name?.startsWith('nodejs_'))).toBe(true);
  });

  test('counts what was asked, made and refused', async () => {
    const route = '/v1/audio/speech';
    const before = await scraped();
    await (
      await speak(open.url, { input: 'Hello there.', voice: 'bf_emma', response_format: 'pcm' })
    ).arrayBuffer();
    await speak(open.url, { input: 'Hello.', voice: 'nobody' });
    await fetch(`${open.url}/no/such/path`);
    const after = await scraped();
    const more = (name: string): number => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    expect(more(`kokoro_requests_total{route="${route}",status="200"}`)).toBe(1);
    expect(more(`kokoro_requests_total{route="${route}",status="400"}`)).toBe(1);
    expect(more('kokoro_requests_total{route="unknown",status="404"}')).toBe(1);
    expect(more(`kokoro_request_seconds_count{route="${route}"}`)).toBe(2);
    expect(more(`kokoro_ttfa_seconds_count{route="${route}"}`)).toBe(1);
    expect(more('kokoro_audio_seconds_total{language="en-gb"}')).toBeCloseTo(12 * 0.05);
    expect(more('kokoro_characters_total{language="en-gb"}')).toBe(12);
    expect(more('kokoro_tokens_total{language="en-gb"}')).toBe(12);
    expect(more('kokoro_queue_wait_seconds_count{class="stream"}')).toBe(1);
    expect(more('kokoro_rtf_count')).toBe(1);
    expect(more('kokoro_errors_total{code="VOICE_NOT_FOUND"}')).toBe(1);
    expect(more('kokoro_errors_total{code="ROUTE_NOT_FOUND"}')).toBe(1);
  });

  test('shows what is open, and that it is closed again', async () => {
    const slow = await startServer({}, { rtf: 1 });
    const leaving = new AbortController();
    const init = { signal: leaving.signal };
    const answer = await speak(
      slow.url,
      { input: 'A long sentence for a slow engine.', response_format: 'pcm' },
      init,
    );
    const during = await scraped(slow);
    expect(during.get('kokoro_active_utterances')).toBe(1);
    expect(during.get('kokoro_queued_utterances')).toBe(0);
    expect(during.get('kokoro_backlog_audio_seconds')).toBeGreaterThan(0);
    expect(during.get('kokoro_open_connections{dialect="openai"}')).toBe(1);
    leaving.abort();
    await answer.arrayBuffer().catch(() => {});
    await slow.engine.idle();
    const after = await scraped(slow);
    expect(after.get('kokoro_active_utterances')).toBe(0);
    expect(after.get('kokoro_backlog_audio_seconds')).toBe(0);
    expect(after.get('kokoro_open_connections{dialect="openai"}')).toBe(0);
    expect(after.get('kokoro_cancelled_total{phase="speaking"}')).toBe(1);
    slow.server.close();
  });

  test('counts utterances that find no place', async () => {
    const full = await startServer({ synthQueue: 0 }, { rtf: 1 });
    const leaving = new AbortController();
    const body = { input: 'A long sentence for a slow engine.', response_format: 'pcm' };
    const taken = await speak(full.url, body, { signal: leaving.signal });
    expect((await speak(full.url, body)).status).toBe(503);
    expect((await scraped(full)).get('kokoro_rejected_total{reason="queue_full"}')).toBe(1);
    leaving.abort();
    await taken.arrayBuffer().catch(() => {});
    full.server.close();
  });

  test('names the version, the provider and the model that run', async () => {
    const info = [...(await scraped()).keys()].find((name) => name.startsWith('kokoro_build_info'));
    expect(info).toBe('kokoro_build_info{version="0.0.0-test",onnxruntime="",provider="cpu",model="fake"}');
  });

  test('is absent from the main port when it has one of its own, which has the probes too', async () => {
    const apart = await startServer({ metricsPort: 1 });
    const metrics = new Metrics();
    const operators = new OperatorPort({ metrics, vitals: apart.server.vitals });
    const port = await operators.listen('127.0.0.1', 0);
    const statusOf = async (url: string) => (await fetch(url)).status;
    expect(await statusOf(`${apart.url}/metrics`)).toBe(404);
    expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toContain('kokoro_requests_total');
    expect(await (await fetch(`http://127.0.0.1:${port}/livez`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()).toEqual({ status: 'ready' });
    expect(await statusOf(`http://127.0.0.1:${port}/v1/models`)).toBe(404);
    operators.close();
    metrics.close();
    apart.server.close();
  });
});

describe('GET /debug/*', () => {
  test.each(['threads', 'storage', 'system', 'session_pools'])(
    '%s is closed unless it is opened',
    async (name) => {
      expect(await get(`/debug/${name}`, closed)).toMatchObject({
        status: 403,
        json: { detail: { error: 'Debug endpoints are disabled' } },
      });
    },
  );

  test('threads are those the kernel knows, with the main one’s stack', async () => {
    const { json } = await get('/debug/threads');
    expect(json.total_threads).toBeGreaterThan(4);
    expect(json.active_threads).toBeGreaterThanOrEqual(1);
    expect(json.thread_names).toHaveLength(json.total_threads);
    expect(json.memory_mb).toBeGreaterThan(10);
    const [main] = json.thread_details;
    expect(main).toMatchObject({
      name: 'MainThread',
      id: process.pid,
      alive: true,
      daemon: false,
      state: 'running',
    });
    expect(main.cpu_seconds).toBeGreaterThan(0);
    expect(main.stack.join()).toContain('framesHere');
  });

  test('storage tells of disks and of our own folders', async () => {
    const body = { input: 'One.', response_format: 'pcm', return_download_link: true };
    const bytes = (await (await speak(open.url, body)).arrayBuffer()).byteLength;
    const { json } = await get('/debug/storage');
    const [disk] = json.storage_info;
    expect(disk).toMatchObject({ device: expect.any(String), mountpoint: '/', fstype: expect.any(String) });
    expect(disk.total_gb).toBeGreaterThanOrEqual(disk.used_gb);
    expect(disk.percent_used).toBeLessThanOrEqual(100);
    expect(json.voices).toEqual({ path: join(folder, 'voices'), files: 1, bytes: 100 });
    expect(json.model).toEqual({ path: folder, bytes: 100 + bytes });
    expect(json.temp).toMatchObject({ files: 1, bytes, limit_files: 7, limit_bytes: 2 ** 20 });
  });

  test('system tells how busy machine and process are', async () => {
    const { json } = await get('/debug/system');
    const { cpu, memory, network, gpu } = json;
    expect(cpu.per_cpu_percent).toHaveLength(cpu.cpu_count);
    expect(cpu.load_avg).toHaveLength(3);
    expect(cpu.cpu_percent).toBeLessThanOrEqual(100);
    expect(memory.virtual.total_gb).toBeGreaterThan(memory.virtual.used_gb);
    expect(memory.swap).toEqual({
      total_gb: expect.any(Number),
      used_gb: expect.any(Number),
      free_gb: expect.any(Number),
      percent: expect.any(Number),
    });
    expect(json.process).toMatchObject({ pid: process.pid, status: expect.any(String) });
    const startedAt = Date.now() / 1000 - process.uptime();
    expect(Math.abs(json.process.create_time - startedAt)).toBeLessThan(5);
    expect(network.connections).toBeGreaterThan(0);
    expect(network.network_io.bytes_recv).toBeGreaterThan(0);
    expect(gpu === null || Array.isArray(gpu)).toBe(true);
  });

  test('session pools tell what the engine has run', async () => {
    const runs = async (): Promise<number> =>
      (await get('/debug/session_pools')).json.pools[0].sessions[0].runs_total;
    const before = await runs();
    await (await speak(open.url, { input: 'One. [pause:1s] Two.', response_format: 'pcm' })).arrayBuffer();
    expect(await runs()).toBe(before + 2);
    expect((await get('/debug/session_pools')).json).toMatchObject({
      provider: 'cpu',
      execution_model: expect.any(String),
      pools: [
        {
          name: 'acoustic',
          model: 'fake',
          workers: 1,
          threads_per_worker: 1,
          sessions: [{ id: 0, state: 'idle' }],
        },
      ],
      cuda: null,
    });
  });
});

describe('POST /dev/unload', () => {
  const unload = async (at: Running) => {
    const response = await fetch(`${at.url}/dev/unload`, { method: 'POST' });
    return { status: response.status, json: await response.json() };
  };

  test('is closed unless it is opened', async () => {
    expect(await unload(closed)).toMatchObject({
      status: 403,
      json: { detail: { error: 'The /dev/unload endpoint is disabled' } },
    });
  });

  test('answers alike when there is nothing to unload, and the next request speaks', async () => {
    const done = { status: 200, json: { status: 'unloaded' } };
    expect(await unload(open)).toEqual(done);
    expect(await unload(open)).toEqual(done);
    expect((await scraped()).get('kokoro_model_loaded')).toBe(0);
    await (await speak(open.url, { input: 'One.', response_format: 'pcm' })).arrayBuffer();
    const values = await scraped();
    expect([values.get('kokoro_model_loaded'), values.get('kokoro_model_loads_total')]).toEqual([1, 2]);
  });

  test('is refused while the engine loads', async () => {
    const loading = await startServer(gates, { ready: new Promise(() => {}) });
    expect(await unload(loading)).toMatchObject({
      status: 503,
      json: { detail: { error: 'Model manager not initialized' } },
    });
    loading.server.close();
  });
});
