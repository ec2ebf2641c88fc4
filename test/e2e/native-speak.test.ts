import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Running, startServer } from '../harness/in-process-server.js';
import { post } from '../harness/native-client.js';
import { shortLivedServers } from '../harness/short-lived-servers.js';

const path = '/api/speak';

const start = shortLivedServers();
let running: Running;
beforeAll(async () => {
  running = await startServer();
});
afterAll(() => running.server.close());

const speak = (body: unknown) => post(running.url, path, body);

test('one text is one file, with everything about it in the headers', async () => {
  const response = await speak({ text: 'Hello world' });
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.status).toBe(200);
  expect(bytes).toHaveLength(44 + 11 * 2400);
  expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
  expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'audio/wav',
    'content-length': String(bytes.length),
    'content-disposition': 'inline; filename="kokoro-output.wav"',
    'cache-control': 'no-cache',
    'x-audio-bytes': String(bytes.length),
    'x-audio-format': 'wav',
    'x-sample-rate': '24000',
    'x-audio-duration': '0.550000',
    'x-opus-bitrate': '',
    'x-wav-sample-rate': '24000',
    'x-request-id': expect.any(String),
    'server-timing': expect.stringMatching(/^queue;dur=[\d.]+, frontend;dur=[\d.]+, first;dur=[\d.]+$/),
  });
});

test('the rate of a WAV is not that of raw samples', async () => {
  const { headers } = await speak({ text: 'Hi.', format: 'pcm', wav_sample_rate: '16000' });
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'audio/pcm',
    'content-disposition': 'inline; filename="kokoro-output.pcm"',
    'x-sample-rate': '16000',
    'x-wav-sample-rate': '',
  });
});

describe('the engine is asked for', () => {
  test.each([
    [{}, { format: 'wav', speed: 1, pitch: 0, streamed: false, voice: [{ name: 'af_heart', weight: 1 }] }],
    [{ voice: ' bf_emma ' }, { voice: [{ name: 'bf_emma', weight: 1 }] }],
    [{ voice: '' }, { voice: [{ name: 'af_heart', weight: 1 }] }],
    [{ voice: 'af_sky+1.5' }, { pitch: 1.5, voice: [{ name: 'af_sky', weight: 1 }] }],
    [
      { speed: 1.9, pitch: -3, seed: 7, volume_multiplier: 0.5 },
      { speed: 1.9, pitch: -3, seed: 7, volume: 0.5 },
    ],
    [{ format: ' WAV ' }, { format: 'wav' }],
    [{ format: 'Pcm' }, { format: 'pcm' }],
    [{ format: '' }, { format: 'wav' }],
    [{ format: null }, { format: 'wav' }],
    [{ wav_sample_rate: '48000', sample_rate: 8000 }, { sampleRate: 48_000 }],
    [{ wav_sample_rate: 'native', sample_rate: 8000 }, { sampleRate: 8000 }],
    [{ language: 'en-gb' }, { format: 'wav' }],
    [{ vendor_extra: { deep: [1] } }, { format: 'wav' }],
  ])('%j', async (body, utterance) => {
    const text = `Asked with ${JSON.stringify(body)}.`; // never heard before, so that the engine is asked
    expect((await speak({ text, ...body })).status).toBe(200);
    expect(running.engine.asked.at(-1)?.utterance).toMatchObject(utterance);
  });
});

describe('what is wrong is a status', () => {
  const value = (msg: string): unknown => [
    expect.objectContaining({ type: 'value_error', loc: ['body', 'format'], msg }),
  ];
  test.each([
    [{}, 422, [{ type: 'missing', loc: ['body', 'text'], msg: 'Field required', input: {} }]],
    [{ text: '' }, 422, [expect.objectContaining({ type: 'string_too_short', ctx: { min_length: 1 } })]],
    [
      { text: 'a'.repeat(2501) },
      422,
      [expect.objectContaining({ type: 'string_too_long', ctx: { max_length: 2500 } })],
    ],
    [
      { text: 'a', speed: 0.2 },
      422,
      [expect.objectContaining({ type: 'greater_than_equal', loc: ['body', 'speed'] })],
    ],
    [{ text: 'a', speed: 4.1 }, 422, [expect.objectContaining({ type: 'less_than_equal', ctx: { le: 4 } })]],
    [{ text: 'a', speed: '1' }, 422, [expect.objectContaining({ type: 'float_type', input: '1' })]],
    [
      { text: 'a', pitch: 7 },
      422,
      [expect.objectContaining({ type: 'less_than_equal', loc: ['body', 'pitch'] })],
    ],
    [
      { text: 'a', voice: 1 },
      422,
      [expect.objectContaining({ type: 'string_type', loc: ['body', 'voice'] })],
    ],
    [{ text: 'a', voice: 'a'.repeat(513) }, 422, [expect.objectContaining({ type: 'string_too_long' })]],
    [{ text: 'a', opus_bitrate: '20k' }, 422, [expect.objectContaining({ type: 'literal_error' })]],
    [{ text: 'a', wav_sample_rate: 16_000 }, 422, [expect.objectContaining({ type: 'literal_error' })]],
    [{ text: 'a', format: 3 }, 422, value('Value error, format must be a string.')],
    [
      { text: 'a', format: 'gif' },
      422,
      value('Value error, format must be one of: wav, opus, pcm, mp3, flac, aac, m4a.'),
    ],
    [
      { text: 'a', format: 'opus' },
      422,
      value("Value error, format 'opus' is not enabled on this server. Allowed formats: wav, pcm."),
    ],
    [{ text: ' \n' }, 400, 'Enter text before generating.'],
    [
      { text: 'a', voice: 'invalid_voice' },
      400,
      expect.stringMatching(/^Voice 'invalid_voice' not found\. Available voices: af_alloy, /),
    ],
    [
      { text: 'a', voice: 'af_sky+1', pitch: 1 },
      400,
      "Give the pitch either as a voice suffix or in 'pitch', not both.",
    ],
    [{ text: 'a', lang: 'xx' }, 400, expect.stringMatching(/^Language 'xx' is not supported/)],
  ])('%j', async (body, status, detail) => {
    const response = await speak(body);
    expect(response.status).toBe(status);
    const id = response.headers.get('x-request-id');
    expect(await response.json()).toEqual({
      detail,
      request_id: id,
      ...(status === 400 && { code: expect.stringMatching(/^[A-Z_]+$/) }),
    });
  });

  test('bodies that are no JSON, or none that is announced', async () => {
    const send = (body: string, type: string) =>
      fetch(running.url + path, { method: 'POST', body, headers: { 'content-type': type } });
    const broken = await send('{"text":', 'application/json');
    expect(broken.status).toBe(422);
    expect(await broken.json()).toMatchObject({ detail: [{ type: 'json_invalid' }] });
    const foreign = await send('<text/>', 'application/xml');
    expect(foreign.status).toBe(415);
    expect(await foreign.json()).toMatchObject({
      code: 'UNSUPPORTED_MEDIA_TYPE',
      detail: expect.any(String),
    });
    expect((await send('{"text":"Hi."}', 'application/x-www-form-urlencoded')).status).toBe(200);
  });
});

test('2,500 code points are accepted, however many bytes they have', async () => {
  expect((await speak({ text: `Hi. ${'😀'.repeat(2496)}` })).status).toBe(200);
  expect((await speak({ text: `Hi. ${'😀'.repeat(2497)}` })).status).toBe(422);
});

test('under the profile of kokoro-webui speeds are those of Kokoro', async () => {
  const webui = await start({ apiProfile: 'kokoro-webui' });
  const status = async (speed: number) => (await post(webui.url, path, { text: 'Hi.', speed })).status;
  expect(await Promise.all([0.49, 0.5, 1.8, 1.9].map(status))).toEqual([422, 200, 200, 422]);
});

test('one enabled format is the default, and the others are refused by name', async () => {
  const only = await start({ formats: ['pcm'] });
  const answer = await post(only.url, path, { text: 'Hi.' });
  expect(answer.headers.get('x-audio-format')).toBe('pcm');
  const refused = await post(only.url, path, { text: 'Hi.', format: 'wav' });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({
    detail: [{ msg: "Value error, format 'wav' is not enabled on this server. Allowed formats: pcm." }],
  });
});

test('a full queue is 503 with the exact words and Retry-After; the first request is served', async () => {
  const busy = await start({ synthQueue: 0 }, { rtf: 0.3 }, undefined);
  const text = 'A sentence that takes its time.';
  const answers = [1, 2, 3].map(() => post(busy.url, path, { text, format: 'pcm' }));
  const statuses = (await Promise.all(answers)).map(({ status }) => status).sort();
  expect(statuses).toEqual([200, 200, 503]);
  const refused = (await Promise.all(answers)).find(({ status }) => status === 503);
  expect(refused?.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(await refused?.json()).toMatchObject({
    detail: 'Synthesis queue is full. Try again shortly.',
    code: 'QUEUE_FULL',
  });
  const health = await fetch(`${busy.url}/api/health`);
  expect(await health.json()).toMatchObject({ queue: { rejected_jobs_total: 1, completed_jobs_total: 2 } });
});

test('streams leave one place for a whole answer', async () => {
  const busy = await start({ synthQueue: 0 }, { rtf: 0.3 });
  const stream = () => post(busy.url, '/api/speak-stream', { text: 'A sentence that takes its time.' });
  const first = await stream();
  expect([first.status, (await stream()).status]).toEqual([200, 503]);
  expect((await post(busy.url, path, { text: 'Hi.' })).status).toBe(200);
  await first.text();
});

test('a failure never tells its real text', async () => {
  const failing = await start({}, { failsAt: 0 });
  const response = await post(failing.url, path, { text: 'Hi.' });
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({ detail: 'Synthesis failed.' });
});

test('captions come as a second part when that is asked for', async () => {
  const response = await speak({ text: 'Hello there. Bye.', captions: 'srt', multipart: true });
  const type = response.headers.get('content-type') ?? '';
  const boundary = /^multipart\/mixed; boundary=(\S+)$/.exec(type)?.[1];
  const parts = Buffer.from(await response.arrayBuffer())
    .toString('latin1')
    .split(`--${boundary}`);
  expect(parts).toHaveLength(4);
  expect(parts[1]).toMatch(/^\r\nContent-Type: audio\/wav\r\nContent-Disposition: inline; .*\r\n\r\nRIFF/);
  expect(parts[2]).toMatch(/^\r\nContent-Type: application\/x-subrip; charset=utf-8\r\n/);
  expect(parts[3]).toBe('--\r\n');
  expect(response.headers.get('x-audio-format')).toBe('wav');
});
