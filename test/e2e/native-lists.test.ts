import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EngineInfo } from '../../src/engine/native.js';
import { SpeechError } from '../../src/errors.js';
import { type Running, startServer } from '../harness/in-process-server.js';
import { post } from '../harness/native-client.js';
import { shortLivedServers } from '../harness/short-lived-servers.js';

const start = shortLivedServers();
let running: Running;
beforeAll(async () => {
  running = await startServer();
});
afterAll(() => running.server.close());

const get = (path: string) => fetch(running.url + path);

test('both groups of routes are on one port, and need no key', async () => {
  for (const path of ['/api/health', '/v1/models']) expect((await get(path)).status).toBe(200);
  expect((await post(running.url, '/api/speak', { text: 'Hi.' })).status).toBe(200);
});

describe('/api/public-config', () => {
  test('tells that no key is asked for', async () => {
    const response = await get('/api/public-config');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      web_ui_enabled: true,
      auth_required: false,
      auth_scheme: 'none',
      websocket_auth: 'none',
    });
  });

  test('tells that one is, and needs none itself', async () => {
    const locked = await start({ apiKey: ['k'], enableWebUi: false });
    expect(await (await fetch(`${locked.url}/api/public-config`)).json()).toEqual({
      web_ui_enabled: false,
      auth_required: true,
      auth_scheme: 'bearer',
      websocket_auth: 'session-token-subprotocol',
    });
  });
});

describe('/api/ws-token', () => {
  test.each(['/api/ws-token', '/v1/ws-token'])('%s gives a token and its proof', async (path) => {
    const response = await fetch(running.url + path, { method: 'POST' });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      token: expect.stringMatching(/^[\w-]{32}$/),
      proof: expect.stringMatching(/^[\w-]{22}$/),
      token_type: 'ws',
      expires_in: 30,
    });
  });

  test('the life of a token is the operator’s', async () => {
    const other = await start({ wsSessionTokenTtlSec: 7 });
    const response = await fetch(`${other.url}/api/ws-token`, { method: 'POST' });
    expect(await response.json()).toMatchObject({ expires_in: 7 });
  });
});

const idleQueue = {
  worker_limit: 2,
  queue_limit: 8,
  capacity_limit: 10,
  interactive_reserve_slots: 1,
  stream_capacity_limit: 9,
  reserved_jobs: 0,
  active_jobs: 0,
  queued_jobs: 0,
  available_slots: 10,
  admitted_jobs_total: 0,
  completed_jobs_total: 0,
  rejected_jobs_total: 0,
  queue_wait_last_ms: 0,
  queue_wait_avg_ms: 0,
  queue_wait_max_ms: 0,
  queue_wait_samples: 0,
};

describe('/api/health', () => {
  test('tells everything of an idle server', async () => {
    const idle = await start({ synthQueue: 8 });
    const health = await (await fetch(`${idle.url}/api/health`)).json();
    expect(health).toEqual({
      ok: true,
      missing: [],
      active_provider: 'CPUExecutionProvider',
      active_providers: ['CPUExecutionProvider'],
      provider_fallback: false,
      provider_error: null,
      runtime_error: null,
      status_stream_scope: expect.stringMatching(/^public-[\w-]{16}$/),
      gpu: {
        available: false,
        process_vram_used_bytes: null,
        process_vram_used_mb: null,
        process_group_vram_used_bytes: null,
        process_group_vram_used_mb: null,
        source: null,
        error: null,
      },
      runtime_activity: {
        state: 'idling',
        loaded: true,
        active_jobs: 0,
        queued_jobs: 0,
        idle_seconds: expect.any(Number),
        idle_unload_enabled: false,
        idle_unload_after_seconds: null,
        idle_unload_remaining_seconds: null,
      },
      queue: idleQueue,
      version: '0.0.0-test',
      uptime_seconds: expect.any(Number),
      draining: false,
      model: { name: 'fake', precision: null },
      backlog_audio_seconds: 0,
    });
  });

  test('tells who speaks and who waits', async () => {
    const busy = await start({ synthQueue: 8 }, { rtf: 0.5 });
    const leaving = new AbortController();
    const answers = [1, 2, 3].map((number) =>
      post(
        busy.url,
        '/api/speak',
        { text: `Sentence ${'o'.repeat(30 + number)}.` },
        { signal: leaving.signal },
      ),
    );
    while (busy.engine.speaking < 3) await new Promise(setImmediate);
    const health = await (await fetch(`${busy.url}/api/health`)).json();
    expect(health).toMatchObject({
      runtime_activity: { state: 'active', active_jobs: 2, queued_jobs: 1, idle_seconds: 0 },
      queue: { reserved_jobs: 3, active_jobs: 2, queued_jobs: 1, available_slots: 7, admitted_jobs_total: 3 },
    });
    leaving.abort();
    await Promise.allSettled(answers);
  });

  test('a queue without a bound is -1', async () => {
    const open = await start({ synthQueue: -1 });
    expect(await (await fetch(`${open.url}/api/health`)).json()).toMatchObject({
      queue: { queue_limit: -1, capacity_limit: -1, stream_capacity_limit: -1, available_slots: -1 },
    });
  });

  test('a loading engine is not waited for', async () => {
    const loading = await start({}, { ready: new Promise<EngineInfo>(() => {}) });
    const response = await fetch(`${loading.url}/api/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      ok: true,
      active_provider: null,
      runtime_error: null,
      runtime_activity: { state: 'unloaded', loaded: false },
      model: null,
    });
  });

  test('a broken engine is 200 with exact words and nothing of the truth', async () => {
    const secret = new SpeechError('MODEL_LOAD_FAILED', '/secret/model.onnx is broken');
    const broken = await start({}, { ready: Promise.reject(secret) });
    const response = await fetch(`${broken.url}/api/health`);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).not.toContain('secret');
    expect(JSON.parse(text)).toMatchObject({
      ok: false,
      runtime_error: 'Runtime unavailable. Check server logs.',
      runtime_activity: { state: 'unloaded', loaded: false },
    });
  });
});

describe('/api/capabilities', () => {
  test('tells voices, formats, languages and limits', async () => {
    expect(await (await get('/api/capabilities')).json()).toMatchObject({
      voices: expect.arrayContaining(['af_heart', 'bf_emma']),
      formats: ['wav', 'pcm'],
      opus_bitrates: ['16k', '24k', '32k', '48k'],
      wav_sample_rates: ['native', '16000', '22050', '24000', '44100', '48000'],
      pitch_shifting: true,
      max_pitch_semitones: 6,
      streaming: true,
      websocket_streaming: true,
      synthesis_workers: 2,
      synthesis_queue_limit: 64,
      languages: expect.arrayContaining([{ id: 'en-us', name: 'English (US)', letter: 'a' }]),
      limits: {
        max_text_chars: 2500,
        max_input_chars: 0,
        speed: [0.25, 4],
        pitch: [-6, 6],
        max_pause_s: 60,
        max_total_pause_s: 600,
      },
      voice_details: expect.arrayContaining([
        {
          id: 'af_heart',
          name: 'Heart',
          language: 'en-us',
          gender: 'female',
          target_quality: 'A',
          overall_grade: 'A',
        },
      ]),
      extensions: expect.arrayContaining(['captions', 'timestamps', 'sse']),
    });
  });

  test('voices are ids that all speak, without the names of OpenAI', async () => {
    const body: unknown = await (await get('/api/capabilities')).json();
    expect(body).not.toMatchObject({ voices: expect.arrayContaining(['alloy']) });
    expect(body).toMatchObject({ voices: expect.not.arrayContaining([expect.any(Object)]) });
  });

  test('the scheduler speaks kokoro-webui’s words, and our own when asked', async () => {
    const scheduler = {
      requested_provider: 'auto',
      active_provider: 'CPUExecutionProvider',
      runtime_kind: 'cpu',
      execution_model: 'shared-runtime',
      supported_execution_models: ['shared-runtime'],
      planned_execution_models: ['session-pool'],
      worker_limit: 2,
      queue_limit: 64,
      interactive_reserve_slots: 1,
      prefers_serial_workers: false,
      experimental_gpu_concurrency: false,
      concurrency_note: expect.stringMatching(/^A small pool of workers .*\.$/),
      warning: null,
    };
    expect(await (await get('/api/capabilities')).json()).toMatchObject({
      requested_provider: 'auto',
      attempted_providers: ['CPUExecutionProvider'],
      available_providers: ['CPUExecutionProvider'],
      active_provider: 'CPUExecutionProvider',
      active_providers: ['CPUExecutionProvider'],
      provider_fallback: false,
      provider_error: null,
      runtime_error: null,
      scheduler,
    });
    expect(await (await get('/api/capabilities?extended=true')).json()).toMatchObject({
      scheduler: { execution_model: 'session-pool' },
    });
  });

  test('formats are those that are configured, the default first', async () => {
    const only = await start({ formats: ['pcm', 'wav', 'mp3'] });
    expect(await (await fetch(`${only.url}/api/capabilities`)).json()).toMatchObject({
      formats: ['pcm', 'wav'],
    });
    const wav = await start({ formats: ['wav'] });
    expect(await (await fetch(`${wav.url}/api/capabilities`)).json()).toMatchObject({ formats: ['wav'] });
  });

  test('a provider that was not to be had is told as a fallback', async () => {
    const info = { model: 'fake', provider: 'cpu', tier: 'graph', fallback: 'no libcudnn.so.9 in /opt' };
    const ready = Promise.resolve({ ...info, split: true, threads: 1, workers: 1, loadSec: 0 });
    const fallen = await start({ provider: 'cuda' }, { ready });
    const text = await (await fetch(`${fallen.url}/api/capabilities`)).text();
    expect(text).not.toContain('/opt');
    expect(JSON.parse(text)).toMatchObject({
      requested_provider: 'cuda',
      attempted_providers: ['CUDAExecutionProvider', 'CPUExecutionProvider'],
      active_provider: 'CPUExecutionProvider',
      provider_fallback: true,
      provider_error: 'Provider reported a startup issue. Check server logs.',
    });
  });

  test('a broken engine has no voices, and says so', async () => {
    const broken = await start({}, { ready: Promise.reject(new SpeechError('MODEL_LOAD_FAILED', 'x')) });
    const response = await fetch(`${broken.url}/api/capabilities`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      voices: [],
      runtime_error: 'Runtime unavailable. Check server logs.',
    });
  });
});
