import { afterEach, expect, test } from '@jest/globals';
import { type Running, startServer } from '../harness/in-process-server.js';
import { post } from '../harness/native-client.js';
import { message, rawRequest } from '../harness/raw-request.js';

let running: Running | undefined;
afterEach(() => running?.server.close());

const path = '/api/health/stream';

/** Reads events as they come. */
class EventReader {
  text = '';
  readonly #reader;

  constructor(body: ReadableStream<Uint8Array>) {
    this.#reader = body.getReader();
  }

  /** Resolves when the text passes; false when the stream ended before. */
  async until(test: RegExp): Promise<boolean> {
    while (!test.test(this.text)) {
      const { value, done } = await this.#reader.read();
      if (done) return false;
      this.text += Buffer.from(value).toString();
    }
    return true;
  }

  /** The events' data, parsed. */
  get events(): unknown[] {
    return [...this.text.matchAll(/^data: (.*)\r$/gm)].map(([, data = '']) => JSON.parse(data));
  }

  close(): Promise<void> {
    return this.#reader.cancel();
  }
}

async function listen({ url }: Running): Promise<EventReader> {
  const { body } = await fetch(url + path);
  if (body === null) throw new Error('No body.');
  return new EventReader(body);
}

test('the first event comes at once: id, event, data, with CRLF and sorted keys', async () => {
  running = await startServer();
  const bytes = await rawRequest(running.port, message(`GET ${path}`), /data: .*\r\n\r\n/);
  const [head = '', ...rest] = bytes.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(head.toLowerCase()).toContain('content-type: text/event-stream; charset=utf-8');
  expect(head.toLowerCase()).toContain('cache-control: no-cache, no-store, must-revalidate');
  expect(head.toLowerCase()).toContain('x-accel-buffering: no');
  const event = rest.join('\r\n\r\n');
  expect(event).toMatch(
    /\r\nid: 1\r\nevent: health_snapshot\r\ndata: \{"active_provider":"CPUExecutionProvider","active_providers":\[/,
  );
  const data: unknown = JSON.parse(/data: (.*)\r\n/.exec(event)?.[1] ?? '');
  expect(Object.keys(Object(data))).toEqual(Object.keys(Object(data)).sort());
  expect(data).toMatchObject({ ok: true, queue: { active_jobs: 0 }, runtime_activity: { loaded: true } });
});

test('jobs that begin and end are told, and nothing is told twice', async () => {
  running = await startServer({}, { rtf: 0.5 });
  const reader = await listen(running);
  await reader.until(/id: 1\r\n/);
  const answer = post(running.url, '/api/speak', { text: 'A sentence.' });
  expect(await reader.until(/"state":"active"/)).toBe(true);
  await (await answer).arrayBuffer();
  expect(await reader.until(/"completed_jobs_total":1/)).toBe(true);
  const { events } = reader;
  expect(events.at(-1)).toMatchObject({ runtime_activity: { state: 'idling' }, queue: { active_jobs: 0 } });
  const ids = [...reader.text.matchAll(/^id: (\d+)\r$/gm)].map(([, id]) => Number(id));
  expect(ids).toEqual(events.map((_, index) => index + 1));
  await reader.close();
});

test('a burst of changes is at most one event in 250 ms, and the last one is told', async () => {
  running = await startServer();
  const reader = await listen(running);
  await reader.until(/id: 1\r\n/);
  const startedAt = performance.now();
  for (let round = 0; round < 40; round++)
    await (await post(running.url, '/api/speak', { text: `Number ${'o'.repeat(round)}.` })).arrayBuffer();
  expect(await reader.until(/"completed_jobs_total":40/)).toBe(true);
  const most = (performance.now() - startedAt) / 250 + 2;
  expect(reader.events.length).toBeLessThanOrEqual(most);
  await reader.close();
});

test('an idle server sends comments only', async () => {
  running = await startServer();
  const reader = await listen(running);
  await reader.until(/\r\n\r\n/);
  const before = reader.text;
  expect(await reader.until(/: ping\r\n\r\n/)).toBe(true);
  expect(reader.text.slice(before.length)).toBe(': ping\r\n\r\n');
  await reader.close();
}, 20_000);

test('HEAD answers the headers and ends', async () => {
  running = await startServer();
  const response = await fetch(running.url + path, { method: 'HEAD' });
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(await response.text()).toBe('');
});

test('a draining server ends the stream at once', async () => {
  running = await startServer();
  const reader = await listen(running);
  await reader.until(/id: 1\r\n/);
  await running.server.drain(0, 10);
  expect(await reader.until(/never/)).toBe(false);
});

test('a key is asked for when there is one', async () => {
  running = await startServer({ apiKey: ['k'] });
  expect((await fetch(running.url + path)).status).toBe(401);
  const response = await fetch(running.url + path, { headers: { authorization: 'Bearer k' } });
  expect(response.status).toBe(200);
  await response.body?.cancel();
});
