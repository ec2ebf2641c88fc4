/** Every audio format, from the real encoders, as ffmpeg hears it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadAddon } from '../../src/engine/addon.js';
import { projectRoot } from '../harness/assets.js';
import { decode, probe, snr } from '../harness/decode.js';
import { speak } from '../harness/in-process-server.js';
import { startTinyServer, type TinyServer } from '../harness/tiny-server.js';

let tiny: TinyServer;
let spoken: Float32Array;
beforeAll(async () => {
  tiny = await startTinyServer();
  spoken = decode(await bytes({ response_format: 'pcm' }), 24_000, [
    '-f',
    's16le',
    '-ar',
    '24000',
    '-ac',
    '1',
  ]);
});
afterAll(() => tiny.close());

const input = 'həlˈO ðˈɛɹ. wˈʌn mˈɔɹ sˈɛntᵊns. ænd ðə lˈæst wˈʌn, sˈʌmwˌʌt lˈɔŋɡəɹ.';

async function bytes(fields: object): Promise<Buffer> {
  const response = await speak(tiny.url, { input, ...fields });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

/** AAC is an optional part of the build. */
const built: readonly string[] = loadAddon(projectRoot).formats;

interface Format {
  readonly name: string;
  readonly type: string;
  readonly file: string;
  readonly codec: string;
  /** Of what ffprobe says. */
  readonly rate: string;
  readonly magic: string;
  /** Samples at 24 kHz a decoder gives too many, at most: streamed, and whole. */
  readonly tooMany: readonly [streamed: number, whole: number];
  /** Samples before the sound in a stream that cannot say so. */
  readonly delay: number;
  /** dB that the encoding keeps at least. */
  readonly snr: number;
}

const formats: readonly Format[] = [
  {
    name: 'mp3',
    type: 'audio/mpeg',
    file: 'speech.mp3',
    codec: 'mp3',
    rate: '24000',
    magic: 'ID3',
    tooMany: [2304, 0],
    delay: 576 + 529,
    snr: 20,
  },
  {
    name: 'wav',
    type: 'audio/wav',
    file: 'speech.wav',
    codec: 'pcm_s16le',
    rate: '24000',
    magic: 'RIFF',
    tooMany: [0, 0],
    delay: 0,
    snr: 200,
  },
  {
    name: 'flac',
    type: 'audio/flac',
    file: 'speech.flac',
    codec: 'flac',
    rate: '24000',
    magic: 'fLaC',
    tooMany: [0, 0],
    delay: 0,
    snr: 200,
  },
  {
    name: 'opus',
    type: 'audio/opus',
    file: 'speech.opus',
    codec: 'opus',
    rate: '48000',
    magic: 'OggS',
    tooMany: [0, 0],
    delay: 0,
    snr: 10,
  },
  {
    name: 'aac',
    type: 'audio/aac',
    file: 'speech.aac',
    codec: 'aac',
    rate: '24000',
    magic: '\xff\xf1',
    tooMany: [2048, 2048],
    delay: 1024,
    snr: 20,
  },
  {
    name: 'm4a',
    type: 'audio/mp4',
    file: 'speech.m4a',
    codec: 'aac',
    rate: '24000',
    magic: '\0\0\0 ftypM4A ',
    tooMany: [2048, 1024],
    delay: 1024,
    snr: 20,
  },
];

describe.each(formats.filter(({ name }) => built.includes(name)))(
  '$name',
  ({ name, type, file, codec, rate, magic, tooMany, delay, snr: least }) => {
    test.each([
      ['streamed', true],
      ['whole', false],
    ])('%s is the speech, from its first to its last sample', async (_, stream) => {
      const body = await bytes({ response_format: name, stream });
      expect(body.toString('latin1', 0, magic.length)).toBe(magic);
      expect(probe(body)).toMatchObject({ codec_name: codec, sample_rate: rate, channels: 1 });
      // Opus positions are exact at 48 kHz; on the way down a resampler would blur the ends.
      const heard = decode(body, 24_000);
      expect(heard.length).toBeGreaterThanOrEqual(spoken.length);
      expect(heard.length - spoken.length).toBeLessThanOrEqual(tooMany[stream ? 0 : 1]);
      const late = heard.length - spoken.length >= delay ? delay : 0;
      expect(snr(spoken, heard, late)).toBeGreaterThan(least);
    });

    test('says what it is', async () => {
      const { headers } = await speak(tiny.url, {
        input,
        response_format: ` ${name.toUpperCase()}`,
        stream: false,
      });
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': type,
        'content-disposition': `attachment; filename=${file}`,
        'x-audio-format': name,
        'x-sample-rate': '24000',
        'x-audio-duration': (spoken.length / 24_000).toFixed(6),
      });
    });
  },
);

test.each([
  ['mulaw', 'audio/basic', 'mulaw', 'ulaw'],
  ['alaw', 'audio/PCMA', 'alaw', 'alaw'],
])('%s is the speech at 8 kHz, a byte a sample', async (format, type, decoder, extension) => {
  const response = await speak(tiny.url, { input, response_format: format, sample_rate: 48_000 });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': type,
    'content-disposition': `attachment; filename=speech.${extension}`,
    'x-sample-rate': '8000',
  });
  const body = Buffer.from(await response.arrayBuffer());
  expect(body).toHaveLength(Math.ceil(spoken.length / 3));
  const plain = decode(await bytes({ response_format: 'pcm', sample_rate: 8000 }), 8000, raw('s16le'));
  expect(snr(plain, decode(body, 8000, raw(decoder)))).toBeGreaterThan(30);
});

function raw(format: string): string[] {
  return ['-f', format, '-ar', '8000', '-ac', '1'];
}
