/** kokoro-web's encodings, with the real encoders. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decode, probe } from '../harness/decode.js';
import { startTinyServer, type TinyServer } from '../harness/tiny-server.js';

let tiny: TinyServer;
beforeAll(async () => {
  tiny = await startTinyServer();
});
afterAll(() => tiny.close());

async function bytesOf(body: object): Promise<{ bytes: Buffer; type: string | null }> {
  const base = { model: 'model', voice: 'af_heart', input: 'həlˈO ðˈɛɹ. wˈʌn mˈɔɹ sˈɛntᵊns.' };
  const response = await fetch(`${tiny.url}/api/v1/audio/speech`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...base, ...body }),
  });
  expect(response.status).toBe(200);
  return { bytes: Buffer.from(await response.arrayBuffer()), type: response.headers.get('content-type') };
}

test('without a format it is MP3', async () => {
  const { bytes, type } = await bytesOf({});
  expect(type).toBe('audio/mpeg');
  expect(probe(bytes)).toMatchObject({ codec_name: 'mp3' });
});

test.each([
  [{}, '160000'],
  [{ sample_rate: 44_100 }, '192000'],
  [{ bitrate: 64 }, '64000'],
])('MP3 with %j has %s bits a second', async (fields, rate) => {
  expect(probe((await bytesOf({ stream: true, ...fields })).bytes).bit_rate).toBe(rate);
});

test('WAV of floats has the same samples as that of integers', async () => {
  const [floats, integers] = await Promise.all([
    bytesOf({ response_format: 'wav', wav_encoding: 'float' }),
    bytesOf({ response_format: 'wav' }),
  ]);
  expect(floats.type).toBe('audio/wav');
  expect(floats.bytes.readUInt16LE(20)).toBe(3);
  expect(integers.bytes.readUInt16LE(20)).toBe(1);
  const [left, right] = [decode(floats.bytes, 24_000), decode(integers.bytes, 24_000)];
  expect(left).toHaveLength(right.length);
  expect(Math.max(...left.map((sample, at) => Math.abs(sample - (right[at] ?? 0))))).toBeLessThan(1e-4);
});
