import { afterEach, describe, expect, test } from '@jest/globals';
import { SpeechError } from '../../src/errors.js';
import { type Running, speak, startServer } from '../harness/in-process-server.js';
import { message, rawRequest } from '../harness/raw-request.js';

let running: Running | undefined;
afterEach(() => running?.server.close());

async function start(...options: Parameters<typeof startServer>): Promise<Running> {
  running = await startServer(...options);
  return running;
}

const body = '{"input":"One. Two. Three.","response_format":"pcm"}';
const request = message('POST /v1/audio/speech', ['Content-Type: application/json'], body);

test('a failure before the first audio is a 500 without its true words', async () => {
  const { url, lines } = await start({}, { failsAt: 0 });
  const response = await speak(url, { input: 'One.' });
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({
    error: { message: 'Synthesis failed.', type: 'server_error', param: null, code: null },
    detail: { error: 'processing_error' },
  });
  expect(lines.some(({ level, message: said }) => level === 'error' && said === 'request failed')).toBe(true);
});

test('a failure after the first audio breaks the transfer off: no last chunk', async () => {
  const { port, lines, engine } = await start({}, { failsAt: 1 });
  const answer = await rawRequest(port, request, /never/);
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(answer.endsWith('0\r\n\r\n')).toBe(false);
  await engine.idle();
  expect(lines.at(-1)).toMatchObject({ message: 'request', outcome: 'INFERENCE_FAILED' });
});

test('a whole stream ends with its last chunk', async () => {
  const { port } = await start();
  expect(await rawRequest(port, request, /0\r\n\r\n$/)).toMatch(/0\r\n\r\n$/);
});

describe('overload', () => {
  test('a full queue is 503 with Retry-After, and those inside are heard to the end', async () => {
    const { url, engine } = await start({ synthQueue: 0 }, { rtf: 0.5 });
    const inside = speak(url, { input: 'Speaking for quite a while.' });
    while (engine.speaking === 0) await new Promise(setImmediate);
    const refused = await speak(url, { input: 'Me, too.' });
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await refused.json()).toMatchObject({
      error: {
        message: 'Synthesis queue is full. Try again shortly.',
        type: 'server_error',
        param: null,
        code: 'queue_full',
      },
    });
    expect((await (await inside).arrayBuffer()).byteLength).toBe(44 + 27 * 1200 * 2);
    expect((await speak(url, { input: 'Now me.' })).status).toBe(200);
  });

  test('/readyz wants no more traffic when the queue is nearly full, /livez does not mind', async () => {
    const { url, engine } = await start({ synthQueue: 0 }, { rtf: 0.5 });
    const answers = [1, 2].map(() => speak(url, { input: 'Speaking for a while.', stream: false }));
    while (engine.speaking < 2) await new Promise(setImmediate);
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'not_ready', reason: 'overloaded' }]);
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    await Promise.all(answers);
    await engine.idle();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });
});

describe('an engine that is not there', () => {
  const info = {
    model: 'late',
    provider: 'cuda',
    tier: 'graph',
    fallback: '',
    split: true,
    threads: 1,
    workers: 1,
    loadSec: 1,
  };

  test('loads: probes say so, and speech waits for it', async () => {
    let load = (_: typeof info): void => {};
    const ready = new Promise<typeof info>((resolve) => {
      load = resolve;
    });
    const { url } = await start({}, { ready });
    const health = await fetch(`${url}/health`);
    expect([health.status, await health.json()]).toEqual([503, { status: 'loading' }]);
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'not_ready', reason: 'loading' });
    const speech = speak(url, { input: 'Hello.' });
    load(info);
    expect((await speech).headers.get('x-kokoro-model')).toBe('late');
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({
      status: 'healthy',
      model_loaded: true,
      provider: 'CUDAExecutionProvider',
    });
  });

  test('broke: health says so, speech is refused', async () => {
    const { url } = await start(
      {},
      { ready: Promise.reject(new SpeechError('MODEL_LOAD_FAILED', 'No model.')) },
    );
    const health = await fetch(`${url}/health`);
    expect([health.status, await health.json()]).toEqual([503, { status: 'unhealthy' }]);
    const refused = await speak(url, { input: 'Hello.' });
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
  });
});
