import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Running, speak, startServer } from '../harness/in-process-server.js';

let running: Running;
beforeAll(async () => {
  running = await startServer();
});
afterAll(() => running.server.close());

const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
/** "Hello there." then "Again." in the fake engine: 12 and 6 tokens of 1,200 samples. */
const text = 'Hello there. Again.';
const samples = (12 + 6) * 1200;

describe('a streamed answer', () => {
  test('is one WAV file of unknown length', async () => {
    const response = await speak(running.url, { input: text });
    expect(response.status).toBe(200);
    expect(response.headers.get('transfer-encoding')).toBe('chunked');
    const body = await bytesOf(response);
    expect(body.subarray(0, 4).toString()).toBe('RIFF');
    expect([body.readUInt32LE(4), body.readUInt32LE(40)]).toEqual([0xffffffff, 0xffffffff]);
    expect(body).toHaveLength(44 + samples * 2);
  });

  test('says what it is', async () => {
    const { headers } = await speak(running.url, {
      input: text,
      voice: 'Nova(2)+ONYX-1'.replace('Nova', 'alloy'),
    });
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'audio/wav',
      'content-disposition': 'attachment; filename=speech.wav',
      'x-openai-compatible': 'kokoro',
      'x-audio-format': 'wav',
      'x-sample-rate': '24000',
      'x-kokoro-model': 'fake',
      'x-kokoro-voice': 'af_alloy(2)+am_onyx-1',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
      'server-timing': expect.stringMatching(/^queue;dur=[\d.]+, frontend;dur=[\d.]+, first;dur=[\d.]+$/),
    });
  });
});

describe('an answer that is not streamed', () => {
  test('has its true length in the headers and in the file', async () => {
    const response = await speak(running.url, { input: text, stream: false });
    const body = await bytesOf(response);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-length': String(44 + samples * 2),
      'x-audio-bytes': String(44 + samples * 2),
      'x-audio-duration': '0.900000',
    });
    expect([body.readUInt32LE(4), body.readUInt32LE(40)]).toEqual([36 + samples * 2, samples * 2]);
  });

  test('holds the same samples as the stream', async () => {
    const [whole, stream] = await Promise.all(
      [false, true].map(async (stream) =>
        bytesOf(await speak(running.url, { input: text, stream, response_format: 'pcm' })),
      ),
    );
    expect(whole).toEqual(stream);
  });

  test('arrives whole when it is larger than the socket takes at once', async () => {
    const body = await bytesOf(
      await speak(running.url, { input: 'a'.repeat(500).concat('. ').repeat(8), stream: false }),
    );
    expect(body).toHaveLength(44 + 8 * 501 * 1200 * 2);
    expect(body.readUInt32LE(40)).toBe(body.length - 44);
  });

  test('is refused when it would be too long', async () => {
    const response = await speak(running.url, { input: 'word '.repeat(6000), stream: false });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: {
        message: 'Estimated audio of 2040 s exceeds the 1800 s limit for buffered responses; use stream',
        param: 'input',
        code: 'audio_too_long',
      },
    });
  });

  test('is broken off when it turns out too long', async () => {
    const short = await startServer({ maxBufferedAudioSec: 1 });
    const response = await speak(short.url, { input: `${'ab'.repeat(7)}.`, stream: false, speed: 0.5 });
    expect(response.status).toBe(400);
    short.server.close();
    const late = await startServer({ maxBufferedAudioSec: 1 });
    expect((await speak(late.url, { input: '[pause:5s] Hi.', stream: false })).status).toBe(400);
    await late.engine.idle();
    late.server.close();
  });
});

describe('server-sent events', () => {
  async function events(body: object): Promise<{ type: string; audio?: string; usage?: object }[]> {
    const response = await speak(running.url, { ...body, stream_format: 'sse' });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const lines = (await response.text()).split('\n\n').filter((line) => line.startsWith('data: '));
    return lines.map((line) => JSON.parse(line.slice('data: '.length)));
  }

  test('carry the same bytes as the plain answer, then what was used', async () => {
    const plain = await bytesOf(await speak(running.url, { input: text }));
    const all = await events({ input: text, stream: false });
    const audio = Buffer.concat(all.map((event) => Buffer.from(event.audio ?? '', 'base64')));
    expect(audio).toEqual(plain);
    expect(all.at(-1)).toEqual({
      type: 'speech.audio.done',
      usage: { input_tokens: 18, output_tokens: 36, total_tokens: 54 },
    });
    expect(all.slice(0, -1).every(({ type }) => type === 'speech.audio.delta')).toBe(true);
  });

  test('tell of a failure after the first one, and then end', async () => {
    const failing = await startServer({}, { failsAt: 1 });
    const response = await speak(failing.url, { input: text, stream_format: 'sse' });
    const lines = (await response.text()).trim().split('\n\n');
    expect(JSON.parse(lines.at(-1)?.slice(6) ?? '')).toEqual({
      type: 'error',
      error: { message: 'Synthesis failed.', type: 'server_error', param: null, code: null },
    });
    failing.server.close();
  });
});

describe('the engine is asked for', () => {
  test.each([
    [
      { speed: 2, seed: 7, volume_multiplier: 0.5, pitch: -2 },
      { speed: 2, seed: 7, volume: 0.5, pitch: -2 },
    ],
    [{ voice: 'af_sky+1.5' }, { pitch: 1.5, voice: [{ name: 'af_sky', weight: 1 }] }],
    [{ voice: { id: 'alloy', extra: 1 } }, { voice: [{ name: 'af_alloy', weight: 1 }] }],
    [{ voice: '' }, { voice: [{ name: 'af_heart', weight: 1 }] }],
    [{ voice: null, model: null, volume_multiplier: null }, { volume: 1 }],
    [{ response_format: ' PCM ' }, { format: 'pcm', streamed: true }],
    [{ model: 'gpt-4o-mini-tts-2025-03-20', instructions: 'None', user: 'x' }, { format: 'wav' }],
  ])('%j', async (body, utterance) => {
    expect((await speak(running.url, { input: 'Hi.', ...body })).status).toBe(200);
    expect(running.engine.asked.at(-1)?.utterance).toMatchObject(utterance);
  });

  test('silence first, and then the segments with their edges', async () => {
    await bytesOf(await speak(running.url, { input: text, initial_silence: 12_000 }));
    expect(running.engine.asked.at(-1)?.pieces).toEqual([
      { kind: 'pause', seconds: 0.5 },
      { kind: 'segment', phonemes: 'Hello there.', leadMs: 50, tailMs: 360 },
      { kind: 'segment', phonemes: 'Again.', leadMs: 20, tailMs: 50 },
    ]);
  });
});

test('a format that is listed but not built is refused with those that are', async () => {
  const only = await startServer({ formats: ['pcm'], defaultFormat: 'pcm' });
  const response = await speak(only.url, { input: 'Hi.', response_format: 'wav' });
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({
    error: {
      message: "response_format 'wav' is not enabled on this server. Allowed formats: pcm.",
      param: 'response_format',
    },
  });
  expect((await speak(only.url, { input: 'Hi.' })).headers.get('content-type')).toBe('audio/pcm');
  only.server.close();
});

test('the log tells what happened and never the text', async () => {
  await bytesOf(
    await speak(running.url, { input: 'Very secret words.' }, { headers: { 'x-request-id': 'logged' } }),
  );
  const line = running.lines.find(({ id }) => id === 'logged');
  expect(line).toMatchObject({
    message: 'request',
    path: '/v1/audio/speech',
    status: 200,
    outcome: 'sent',
    characters: 18,
    language: 'en-us',
    voice: 'af_heart',
    format: 'wav',
    ttfaMs: expect.any(Number),
    audioSec: 0.9,
    rtf: expect.any(Number),
  });
  expect(JSON.stringify(running.lines)).not.toContain('secret');
});
