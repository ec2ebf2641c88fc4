import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Running, startServer } from '../harness/in-process-server.js';
import { converse, openSocket, refusedUpgrade } from '../harness/native-client.js';
import { shortLivedServers } from '../harness/short-lived-servers.js';

const path = '/ws/speak-stream';
const long = 'A'.repeat(70);
const twoChunks = { text: `${long}. ${long}.`, target_chunk_chars: 80, format: 'pcm' };

const start = shortLivedServers();
let running: Running;
beforeAll(async () => {
  running = await startServer();
});
afterAll(() => running.server.close());

test('meta, then each chunk and its audio in turn, then done and a clean close', async () => {
  const { socket, closed } = await converse(running.url, twoChunks);
  expect(closed).toEqual({ code: 1000, reason: '' });
  expect(socket.frames.map(({ text }) => (text === undefined ? 'binary' : JSON.parse(text).type))).toEqual([
    'meta',
    'chunk',
    'binary',
    'chunk',
    'binary',
    'done',
  ]);
  const [meta, first, second, done] = socket.messages;
  expect(meta).toEqual({
    type: 'meta',
    total_chunks: 2,
    format: 'pcm',
    opus_bitrate: null,
    wav_sample_rate: 'native',
    pitch: 0,
    target_chunk_chars: 80,
  });
  expect(first).toMatchObject({ chunk_index: 0, text: `${long}.`, bytes: 170_400, duration_sec: 3.55 });
  expect(first).not.toHaveProperty('audio_base64');
  expect(second).toMatchObject({ chunk_index: 1, sample_rate: 24_000, wav_sample_rate: 24_000 });
  expect(socket.frames[2]?.binary).toHaveLength(170_400);
  expect(done).toEqual({ type: 'done', total_chunks: 2, duration_sec: 7.1, audio_bytes: 340_800 });
});

test('messages have blanks after commas and colons, and end their line', async () => {
  const { socket } = await converse(running.url, { text: 'Grüße.' });
  expect(socket.frames[0]?.text).toContain('"type": "meta", "total_chunks": 1, ');
  expect(socket.frames[1]?.text).toContain('"text": "Grüße."');
  for (const { text } of socket.frames) if (text !== undefined) expect(text).toMatch(/^\{.*\}\n$/);
});

test.each([
  [{ ...twoChunks, audio_encoding: 'base64' }, []],
  [twoChunks, ['kokoro-stream.base64']],
])('audio comes inside of the messages when base64 is chosen', async (message, protocols) => {
  const { socket } = await converse(running.url, message, protocols);
  expect(socket.frames.every(({ binary }) => binary === undefined)).toBe(true);
  const chunks = socket.messages.filter(({ type }) => type === 'chunk');
  expect(chunks.map(({ audio_base64: audio }) => Buffer.from(String(audio), 'base64').length)).toEqual([
    170_400, 170_400,
  ]);
});

test('a message may ask for binary frames under the subprotocol for base64', async () => {
  const message = { ...twoChunks, audio_encoding: 'binary' };
  const { socket } = await converse(running.url, message, ['kokoro-stream.base64']);
  expect(socket.frames.filter(({ binary }) => binary !== undefined)).toHaveLength(2);
});

test.each([
  [['kokoro-stream'], 'kokoro-stream'],
  [['kokoro-auth.abc.def', 'kokoro-stream'], 'kokoro-stream'],
  [['kokoro-stream.base64', 'kokoro-stream'], 'kokoro-stream'],
  [['kokoro-stream.base64'], 'kokoro-stream.base64'],
  [[], ''],
])('of the subprotocols %j the selected one is "%s"', async (offered, selected) => {
  const socket = await openSocket(running.url, path, offered);
  expect(socket.ws.protocol).toBe(selected);
  socket.ws.terminate();
});

test('no subprotocol is selected when none of ours is offered', async () => {
  const headers = { 'sec-websocket-protocol': 'kokoro-auth.abc.def, other' };
  const socket = await openSocket(running.url, path, [], { headers });
  expect(socket.ws.protocol).toBe('');
  socket.ws.terminate();
});

test('keys and tokens in the first message are ignored', async () => {
  const message = { text: 'Hi.', api_key: 'k', ws_token: 't', ws_proof: 'p' };
  const { socket, closed } = await converse(running.url, message);
  expect(closed.code).toBe(1000);
  expect(socket.messages.at(-1)).toMatchObject({ type: 'done' });
});

describe('what is wrong is told, and the socket closes with 1000', () => {
  test.each([
    ['blank text', { text: '  ' }, { detail: 'Enter text before generating.' }],
    [
      'an unknown voice',
      { text: 'a', voice: 'x' },
      { detail: "Voice 'x' not found", code: 'VOICE_NOT_FOUND' },
    ],
    [
      'unspeakable text',
      { text: '!!!' },
      { detail: 'Input contains no speakable text', code: 'UNSPEAKABLE_TEXT' },
    ],
  ])('%s', async (_what, message, expected) => {
    const { socket, closed } = await converse(running.url, message);
    expect(socket.messages).toEqual([{ type: 'error', ...expected }]);
    expect(closed.code).toBe(1000);
  });

  test.each([
    ['bad JSON', '{"text":', 'json_invalid'],
    ['an array', [1], 'dict_type'],
    ['a string', '"text"', 'dict_type'],
    ['a binary message', Buffer.from('{"text":"a"}'), 'json_invalid'],
    ['no text', {}, 'missing'],
    ['empty text', { text: '' }, 'string_too_short'],
    ['long text', { text: 'a'.repeat(2501) }, 'string_too_long'],
    ['a wrong type', { text: 'a', speed: '1' }, 'float_type'],
    ['a number out of range', { text: 'a', pause_ms: 2001 }, 'less_than_equal'],
    ['an unknown format', { text: 'a', format: 'gif' }, 'value_error'],
  ])('%s', async (_what, message, type) => {
    const { socket, closed } = await converse(running.url, message);
    expect(socket.messages).toEqual([
      {
        type: 'error',
        detail: 'Streaming synthesis failed.',
        code: 'INVALID_REQUEST',
        errors: [expect.objectContaining({ type })],
      },
    ]);
    expect(closed.code).toBe(1000);
  });
});

test('a failure in a chunk names it, after what was fine', async () => {
  const failing = await start({}, { failsAt: 1 });
  const text = `${long}. ${'B'.repeat(60)}. Short.`;
  const { socket, closed } = await converse(failing.url, { text, target_chunk_chars: 80, format: 'pcm' });
  expect(socket.messages.map(({ type }) => type)).toEqual(['meta', 'chunk', 'error']);
  expect(socket.messages.at(-1)).toEqual({
    type: 'error',
    detail: 'Streaming synthesis failed.',
    chunk_index: 1,
  });
  expect(closed.code).toBe(1000);
});

test('overload is told with the time to wait', async () => {
  const busy = await start({ synthQueue: 0 }, { rtf: 1 });
  const first = await openSocket(busy.url, path);
  first.send(twoChunks);
  await first.received(1);
  const { socket, closed } = await converse(busy.url, twoChunks);
  expect(socket.messages).toEqual([
    {
      type: 'error',
      detail: 'Synthesis queue is full. Try again shortly.',
      chunk_index: 0,
      retry_after: expect.any(Number),
    },
  ]);
  expect(closed.code).toBe(1000);
  first.ws.terminate();
});

test('cancel stops the stream, is acknowledged, and frees the place', async () => {
  const slow = await start({ synthQueue: 0 }, { rtf: 0.05 });
  const socket = await openSocket(slow.url, path);
  socket.send({ ...twoChunks, text: `${long}. `.repeat(20) });
  await socket.received(3);
  socket.send({ type: 'cancel' });
  expect(await socket.closed).toEqual({ code: 1000, reason: '' });
  const chunks = socket.messages.filter(({ type }) => type === 'chunk').length;
  expect(socket.messages.at(-1)).toEqual({ type: 'cancelled', chunks_sent: chunks });
  await slow.engine.idle();
  const { socket: next } = await converse(slow.url, { text: 'Next.' });
  expect(next.messages.at(-1)).toMatchObject({ type: 'done' });
});

test('cancel before any request is acknowledged, too', async () => {
  const { socket, closed } = await converse(running.url, { type: 'cancel' });
  expect(socket.messages).toEqual([{ type: 'cancelled', chunks_sent: 0 }]);
  expect(closed.code).toBe(1000);
});

test('a second request is refused and does not disturb the first', async () => {
  const slow = await start({}, { rtf: 0.02 });
  const socket = await openSocket(slow.url, path);
  socket.send(twoChunks);
  await socket.received(1);
  socket.send(twoChunks);
  expect((await socket.closed).code).toBe(1000);
  const errors = socket.messages.filter(({ type }) => type === 'error');
  expect(errors).toEqual([{ type: 'error', detail: 'Only one request per connection. Use /ws/session.' }]);
  expect(socket.messages.filter(({ type }) => type === 'chunk')).toHaveLength(2);
  expect(socket.messages.at(-1)).toMatchObject({ type: 'done' });
});

test.each(['close', 'terminate'] as const)('a client that leaves by %s frees its place', async (how) => {
  const slow = await start({ synthQueue: 0 }, { rtf: 0.2 });
  const socket = await openSocket(slow.url, path);
  socket.send({ ...twoChunks, text: `${long}. `.repeat(20) });
  await socket.received(1);
  expect(slow.engine.speaking).toBe(1);
  socket.ws[how]();
  await slow.engine.idle();
  const { socket: next } = await converse(slow.url, { text: 'Next.' });
  expect(next.messages.at(-1)).toMatchObject({ type: 'done' });
});

test('other paths are no WebSockets', async () => {
  const answer = await refusedUpgrade(running.url, '/ws/nothing');
  expect(answer.status).toBe(404);
  expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'route_not_found' } });
});

test('a sub-path of the operator and a slash at the end change nothing', async () => {
  const below = await start({ rootPath: '/tts' });
  for (const place of ['/tts/ws/speak-stream', '/ws/speak-stream/']) {
    const socket = await openSocket(below.url, place);
    socket.send({ text: 'Hi.' });
    expect((await socket.closed).code).toBe(1000);
  }
});

test('a server that is loading or draining refuses with 503', async () => {
  const loading = await start({}, { ready: new Promise(() => {}) });
  const answer = await refusedUpgrade(loading.url, path);
  expect(answer).toMatchObject({ status: 503, body: '', headers: { 'retry-after': '1' } });
});

test('a socket gets one line in the log, without its text', async () => {
  const headers = { 'x-request-id': 'a-socket' };
  const socket = await openSocket(running.url, path, [], { headers });
  socket.send({ text: 'Very secret words.', format: 'pcm' });
  await socket.closed;
  const line = running.lines.find(({ id }) => id === 'a-socket');
  expect(line).toMatchObject({
    message: 'socket',
    path,
    close: 1000,
    characters: 18,
    voice: 'af_heart',
    format: 'pcm',
    audioSec: 0.9,
  });
  expect(JSON.stringify(running.lines)).not.toContain('secret');
});
