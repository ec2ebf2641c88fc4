import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Running, startServer } from '../harness/in-process-server.js';
import { linesOf, post } from '../harness/native-client.js';
import { shortLivedServers } from '../harness/short-lived-servers.js';

const path = '/api/speak-stream';
const a = 'A'.repeat(70);
const b = 'B'.repeat(70);
const twoChunks = { text: `${a}. ${b}.`, target_chunk_chars: 80, format: 'pcm' };

const start = shortLivedServers();
let running: Running;
beforeAll(async () => {
  running = await startServer();
});
afterAll(() => running.server.close());

const stream = async (body: object) => linesOf(await post(running.url, path, body));

test('two sentences of seventy letters at eighty are meta, two chunks and done, a line each', async () => {
  const response = await post(running.url, path, twoChunks);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/x-ndjson',
    'transfer-encoding': 'chunked',
    'cache-control': 'no-cache',
  });
  const lines = await linesOf(response);
  expect(lines.map(({ type }) => type)).toEqual(['meta', 'chunk', 'chunk', 'done']);
  expect(lines.slice(1, 3).map(({ text }) => text)).toEqual([`${a}.`, `${b}.`]);
  expect(lines.slice(1, 3).map(({ chunk_index: index }) => index)).toEqual([0, 1]);
});

test('lines have their keys in order and blanks after commas and colons', async () => {
  const text = await (await post(running.url, path, twoChunks)).text();
  expect(text.startsWith('{"type": "meta", "total_chunks": 2, "format": "pcm", "opus_bitrate": null, ')).toBe(
    true,
  );
  expect(text.endsWith('}\n')).toBe(true);
  const keys = text
    .split('\n')
    .slice(0, -1)
    .map((line) => Object.keys(JSON.parse(line)));
  const chunk = [
    'type',
    'chunk_index',
    'total_chunks',
    'text',
    'pitch',
    'bytes',
    'sample_rate',
    'duration_sec',
    'synth_ms',
    'format',
    'opus_bitrate',
    'wav_sample_rate',
    'mime_type',
    'audio_base64',
  ];
  expect(keys).toEqual([
    ['type', 'total_chunks', 'format', 'opus_bitrate', 'wav_sample_rate', 'pitch', 'target_chunk_chars'],
    chunk,
    chunk,
    ['type', 'total_chunks', 'duration_sec', 'audio_bytes'],
  ]);
});

test('meta repeats the rate that was asked for, a chunk tells the real one', async () => {
  const rates = async (body: object) => {
    const [meta, chunk] = await stream({ text: 'Hi.', ...body });
    return [meta?.wav_sample_rate, chunk?.wav_sample_rate, chunk?.sample_rate];
  };
  expect(await rates({ format: 'pcm', wav_sample_rate: '16000' })).toEqual(['16000', 16_000, 16_000]);
  expect(await rates({ format: 'wav' })).toEqual(['native', 24_000, 24_000]);
});

test('every chunk is a file of its own', async () => {
  const lines = await stream({ ...twoChunks, format: 'wav' });
  for (const chunk of lines.slice(1, 3)) {
    const file = Buffer.from(String(chunk.audio_base64), 'base64');
    expect(file).toHaveLength(Number(chunk.bytes));
    expect(file.toString('latin1', 0, 4)).toBe('RIFF');
    expect(file.readUInt32LE(40)).toBe(file.length - 44); // true sizes
    expect((file.length - 44) / 48_000).toBeCloseTo(Number(chunk.duration_sec), 6);
    expect(chunk.mime_type).toBe('audio/wav');
  }
  expect(lines[3]?.audio_bytes).toBe(Number(lines[1]?.bytes) + Number(lines[2]?.bytes));
});

test('a pause is appended to every chunk but the last', async () => {
  const plain = await stream(twoChunks);
  const paused = await stream({ ...twoChunks, pause_ms: 500 });
  const length = (lines: typeof plain, at: number): number => Number(lines[at]?.duration_sec);
  expect(length(paused, 1) - length(plain, 1)).toBeCloseTo(0.5, 6);
  expect(length(paused, 2)).toBe(length(plain, 2));
  expect(length(paused, 3) - length(plain, 3)).toBeCloseTo(0.5, 6);
});

test('silence before everything is before the first chunk only', async () => {
  const lines = await stream({ ...twoChunks, initial_silence: 24_000 });
  expect(lines.slice(1, 3).map(({ duration_sec: length }) => length)).toEqual([4.55, 3.55]);
});

test('a chunk in which nothing can be spoken is a short silence, wherever it stands', async () => {
  const rule = '-'.repeat(80);
  const lines = await stream({ ...twoChunks, text: `${rule}. ${a}. ${rule}. ${b}.` });
  expect(lines.map(({ type }) => type)).toEqual(['meta', 'chunk', 'chunk', 'chunk', 'chunk', 'done']);
  expect(lines.slice(1, 5).map(({ duration_sec: length }) => length)).toEqual([0.1, 3.55, 0.1, 3.55]);
  expect(
    lines
      .slice(1, 5)
      .map(({ text }) => text)
      .join(' '),
  ).toBe(`${rule}. ${a}. ${rule}. ${b}.`);
});

test('blanks are folded in the texts of chunks', async () => {
  const lines = await stream({ ...twoChunks, text: ` ${a}.\n\n ${b}.\t` });
  expect(lines.slice(1, 3).map(({ text }) => text)).toEqual([`${a}.`, `${b}.`]);
});

test('the same request gives the same samples', async () => {
  const audio = (lines: Awaited<ReturnType<typeof stream>>) => lines.map(({ audio_base64: bytes }) => bytes);
  expect(audio(await stream(twoChunks))).toEqual(audio(await stream(twoChunks)));
});

test('the first chunk leaves while the second one is made', async () => {
  const slow = await start({}, { rtf: 0.05 });
  const response = await post(slow.url, path, twoChunks);
  const reader = response.body?.getReader();
  let text = '';
  while (!text.includes('"chunk_index": 0'))
    text += Buffer.from((await reader?.read())?.value ?? []).toString();
  expect(text).not.toContain('"chunk_index": 1');
  expect(slow.engine.speaking).toBe(1);
  await reader?.cancel();
});

test('a failure in mid-stream is a line that names the chunk, and the end', async () => {
  const failing = await start({}, { failsAt: 1 });
  const text = `${a}. ${'B'.repeat(60)}. Short.`;
  const lines = await linesOf(await post(failing.url, path, { ...twoChunks, text }));
  expect(lines.map(({ type }) => type)).toEqual(['meta', 'chunk', 'error']);
  expect(lines[2]).toEqual({ type: 'error', detail: 'Streaming synthesis failed.', chunk_index: 1 });
  expect(failing.lines.some(({ level, message }) => level === 'error' && message === 'stream failed')).toBe(
    true,
  );
});

test('a failure before the first sound is a status', async () => {
  const failing = await start({}, { failsAt: 0 });
  const response = await post(failing.url, path, twoChunks);
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({
    detail: 'Synthesis failed.',
    code: 'INFERENCE_FAILED',
    request_id: response.headers.get('x-request-id'),
  });
});

test('a client that leaves frees its place within a second', async () => {
  const slow = await start({ synthQueue: 0 }, { rtf: 0.2 });
  const client = new AbortController();
  const answer = post(slow.url, path, { ...twoChunks, text: `${a}. `.repeat(20) }, { signal: client.signal });
  await answer;
  client.abort();
  const leftAt = performance.now();
  await slow.engine.idle();
  const health = async () => (await fetch(`${slow.url}/api/health`)).text();
  while (!(await health()).includes('"active_jobs":0')) expect(performance.now() - leftAt).toBeLessThan(1000);
});

test('a stream is admitted once, whatever the number of its chunks', async () => {
  const single = await start({ synthQueue: 0 }, {});
  const lines = await linesOf(await post(single.url, path, { ...twoChunks, text: `${a}. `.repeat(20) }));
  expect(lines.at(-1)).toMatchObject({ type: 'done', total_chunks: 20 });
  const health = await fetch(`${single.url}/api/health`);
  expect(await health.json()).toMatchObject({
    queue: { admitted_jobs_total: 1, completed_jobs_total: 1, reserved_jobs: 0, queue_wait_samples: 20 },
  });
});

describe('what is wrong is a status', () => {
  test.each([
    [{ text: '   ' }, 400, 'Enter text before generating.'],
    [{ text: '...' }, 400, 'Input contains no speakable text'],
    [
      { text: 'a', voice: 'nope' },
      400,
      expect.stringMatching(/^Voice 'nope' not found\. Available voices: /),
    ],
    [{ text: 'a', lang: 'xx' }, 400, expect.stringMatching(/^Language 'xx' is not supported/)],
    [
      { text: 'a', target_chunk_chars: 79 },
      422,
      [issue('greater_than_equal', 'target_chunk_chars', { ge: 80 })],
    ],
    [
      { text: 'a', target_chunk_chars: 2001 },
      422,
      [issue('less_than_equal', 'target_chunk_chars', { le: 2000 })],
    ],
    [{ text: 'a', pause_ms: -1 }, 422, [issue('greater_than_equal', 'pause_ms', { ge: 0 })]],
    [{ text: 'a', audio_encoding: 'binary' }, 422, [expect.objectContaining({ type: 'literal_error' })]],
    [{ text: 'a', timestamps: 'letter' }, 422, [expect.objectContaining({ type: 'literal_error' })]],
  ])('%j', async (body, status, detail) => {
    const response = await post(running.url, path, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ detail, request_id: response.headers.get('x-request-id') });
  });
});

function issue(type: string, field: string, ctx: object): unknown {
  return expect.objectContaining({ type, loc: ['body', field], ctx });
}

test('HEAD and GET are told the methods there are', async () => {
  const response = await fetch(running.url + path);
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('POST, OPTIONS');
  expect(await response.json()).toMatchObject({ code: 'METHOD_NOT_ALLOWED' });
});
