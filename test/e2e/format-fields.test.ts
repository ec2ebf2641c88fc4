/** The fields that say how audio is encoded, with the real encoders. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadAddon } from '../../src/engine/addon.js';
import { projectRoot } from '../harness/assets.js';
import { decode, probe } from '../harness/decode.js';
import { speak } from '../harness/in-process-server.js';
import { startTinyServer, type TinyServer } from '../harness/tiny-server.js';

let tiny: TinyServer;
beforeAll(async () => {
  tiny = await startTinyServer();
});
afterAll(() => tiny.close());

/** AAC is an optional part of the build. */
const built: readonly string[] = loadAddon(projectRoot).formats;
const inThisBuild = (formats: readonly string[]): string[] => formats.filter((name) => built.includes(name));

const input = 'həlˈO ðˈɛɹ. wˈʌn mˈɔɹ sˈɛntᵊns.';
const answer = (fields: object): Promise<Response> => speak(tiny.url, { input, ...fields });
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
const sizeOf = async (fields: object): Promise<number> => (await bytesOf(await answer(fields))).length;

test('without a format it is MP3, streamed', async () => {
  const response = await answer({});
  expect(response.headers.get('content-type')).toBe('audio/mpeg');
  expect(response.headers.get('transfer-encoding')).toBe('chunked');
  expect(probe(await bytesOf(response))).toMatchObject({ codec_name: 'mp3', bit_rate: '128000' });
});

test.each([
  ['ogg', 'opus', 'audio/opus'],
  ['ULAW', 'mulaw', 'audio/basic'],
])('%s is another name of %s', async (name, format, type) => {
  const { headers } = await answer({ response_format: name });
  expect(headers.get('x-audio-format')).toBe(format);
  expect(headers.get('content-type')).toBe(type);
});

describe('the sample rate', () => {
  test.each(
    inThisBuild(['mp3', 'wav', 'flac', 'aac', 'm4a']).flatMap((format) =>
      [8000, 16_000, 22_050, 32_000, 44_100, 48_000].map((rate) => ({ format, rate })),
    ),
  )('of $format is $rate when asked', async ({ format, rate }) => {
    const response = await answer({ response_format: format, sample_rate: rate, stream: false });
    expect(response.headers.get('x-sample-rate')).toBe(String(rate));
    const body = await bytesOf(response);
    expect(probe(body).sample_rate).toBe(String(rate));
    const seconds = Number(response.headers.get('x-audio-duration'));
    const samples = decode(body, rate).length;
    expect(samples).toBeGreaterThanOrEqual(Math.ceil(seconds * rate - 0.01));
    expect(samples).toBeLessThan(seconds * rate + 2049);
  });

  test.each([
    [{ response_format: 'opus', sample_rate: 22_050 }, '24000'],
    [{ response_format: 'opus', sample_rate: 44_100 }, '48000'],
    [{ response_format: 'wav', wav_sample_rate: '44100' }, '44100'],
    [{ response_format: 'pcm', wav_sample_rate: '16000', sample_rate: 8000 }, '16000'],
    [{ response_format: 'wav', wav_sample_rate: 'native', sample_rate: 8000 }, '8000'],
    [{ response_format: 'mp3', wav_sample_rate: '16000' }, '24000'],
    [{ response_format: 'flac', sample_rate: null }, '24000'],
  ])('of %j is %s', async (fields, rate) => {
    expect((await answer(fields)).headers.get('x-sample-rate')).toBe(rate);
  });

  test('of PCM counts in its bytes', async () => {
    const native = await sizeOf({ response_format: 'pcm' });
    expect(await sizeOf({ response_format: 'pcm', sample_rate: 48_000 })).toBe(2 * native);
    expect(await sizeOf({ response_format: 'pcm', sample_rate: 8000 })).toBe(2 * Math.ceil(native / 6));
  });
});

describe('the bitrate', () => {
  test.each([
    [{ bitrate: 64 }, '64000'],
    [{ bitrate: '48k' }, '48000'],
    [{ bitrate: 320 }, '160000'],
    [{ bitrate: 320, sample_rate: 44_100 }, '320000'],
    [{ bitrate: 1 }, '32000'],
    [{ bitrate: -5 }, '32000'],
    [{ bitrate: null }, '128000'],
    [{ opus_bitrate: '16k' }, '128000'],
  ])('of an MP3 asked for with %j is %s', async (fields, kbps) => {
    expect(probe(await bytesOf(await answer(fields))).bit_rate).toBe(kbps);
  });

  test.each(inThisBuild(['opus', 'aac']))('of %s decides its size', async (format) => {
    const sizes = await Promise.all(
      [32, 64, 96].map((bitrate) => sizeOf({ response_format: format, bitrate })),
    );
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(new Set(sizes).size).toBe(3);
  });

  test('of opus is opus_bitrate, if that is there too', async () => {
    const opus = (fields: object): Promise<number> => sizeOf({ response_format: 'opus', ...fields });
    expect(await opus({ opus_bitrate: '16k', bitrate: 128 })).toBe(await opus({ bitrate: 16 }));
  });
});

test.each([
  ['sample_rate', 11_025],
  ['sample_rate', '24000'],
  ['bitrate', 'fast'],
  ['bitrate', 1.5],
  ['opus_bitrate', '20k'],
  ['wav_sample_rate', '8000'],
])('%s of %j is refused', async (field, value) => {
  const response = await answer({ [field]: value });
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ error: { param: field, code: 'invalid_value' } });
});

test('events carry the bytes of the plain answer', async () => {
  for (const response_format of inThisBuild(['mp3', 'opus', 'm4a'])) {
    const plain = await bytesOf(await answer({ response_format }));
    const text = await (await answer({ response_format, stream_format: 'sse', stream: false })).text();
    const audio = [...text.matchAll(/"audio":"([^"]*)"/g)].map(([, part = '']) =>
      Buffer.from(part, 'base64'),
    );
    expect(audio.length).toBeGreaterThan(1);
    expect(Buffer.concat(audio)).toEqual(plain);
  }
});

test.each(inThisBuild(['mp3', 'opus', 'flac', 'aac', 'm4a', 'wav']))(
  '%s begins while the rest is still to be made',
  async (format) => {
    const long = `${'wˈʌn mˈɔɹ sˈɛntᵊns ænd ðə lˈæst wˈʌn sˈʌmwˌʌt lˈɔŋɡəɹ. '.repeat(400)}`;
    const id = `early-${format}`;
    const response = await speak(
      tiny.url,
      { input: long, response_format: format },
      { headers: { 'x-request-id': id } },
    );
    const first = await response.body?.getReader().read();
    expect(first?.value?.length).toBeGreaterThan(100);
    expect(tiny.lines.some((line) => line.id === id && line.audioSec !== undefined)).toBe(false);
    await response.body?.cancel().catch(() => {});
  },
);

test('formats that are not enabled are refused with those that are', async () => {
  const only = await startTinyServer({ formats: ['opus', 'flac'], defaultFormat: 'opus' });
  const refused = await speak(only.url, { input, response_format: 'mp3' });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({
    error: { message: "response_format 'mp3' is not enabled on this server. Allowed formats: opus, flac." },
  });
  expect((await speak(only.url, { input })).headers.get('content-type')).toBe('audio/opus');
  only.close();
});
