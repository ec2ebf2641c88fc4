/** The audio of kokoro-webui's API from the real encoders, as ffmpeg hears it. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadAddon } from '../../src/engine/addon.js';
import { projectRoot } from '../harness/assets.js';
import { decode, probe } from '../harness/decode.js';
import { linesOf, openSocket, post } from '../harness/native-client.js';
import { startTinyServer, type TinyServer } from '../harness/tiny-server.js';

let tiny: TinyServer;
beforeAll(async () => {
  tiny = await startTinyServer();
});
afterAll(() => tiny.close());

const text = `${'həlˈO ðˈɛɹ fɹˈɛnd '.repeat(5).trim()}. ${'wˈʌn mˈɔɹ sˈɛntᵊns '.repeat(5).trim()}.`;
const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
/** AAC is an optional part of the build. */
const built: readonly string[] = loadAddon(projectRoot).formats;
const raw = (rate: number) => ['-f', 's16le', '-ar', String(rate), '-ac', '1'];

const formats = [
  { format: 'wav', type: 'audio/wav', codec: 'pcm_s16le', file: 'kokoro-output.wav', tooLongSec: 0 },
  { format: 'opus', type: 'audio/ogg', codec: 'opus', file: 'kokoro-output.ogg', tooLongSec: 0.001 },
  { format: 'pcm', type: 'audio/pcm', codec: 'pcm_s16le', file: 'kokoro-output.pcm', tooLongSec: 0 },
  { format: 'mp3', type: 'audio/mpeg', codec: 'mp3', file: 'kokoro-output.mp3', tooLongSec: 0.001 },
  { format: 'flac', type: 'audio/flac', codec: 'flac', file: 'kokoro-output.flac', tooLongSec: 0 },
  { format: 'aac', type: 'audio/aac', codec: 'aac', file: 'kokoro-output.aac', tooLongSec: 0.1 },
  { format: 'm4a', type: 'audio/mp4', codec: 'aac', file: 'kokoro-output.m4a', tooLongSec: 0.1 },
].filter(({ format }) => built.includes(format));

(hasFfmpeg ? describe : describe.skip).each(formats)(
  '$format',
  ({ format, type, codec, file, tooLongSec }) => {
    /** Seconds ffmpeg hears. */
    const heard = (bytes: Uint8Array): number =>
      decode(bytes, 24_000, format === 'pcm' ? raw(24_000) : []).length / 24_000;

    test('a whole answer is as long as its header says', async () => {
      const response = await post(tiny.url, '/api/speak', { text, format });
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': type,
        'content-disposition': `inline; filename="${file}"`,
        'x-audio-bytes': String(bytes.length),
        'x-audio-format': format,
        'x-opus-bitrate': format === 'opus' ? '32k' : '',
        'x-wav-sample-rate': format === 'wav' ? '24000' : '',
      });
      const late = heard(bytes) - Number(response.headers.get('x-audio-duration'));
      expect(late).toBeGreaterThan(-1e-4);
      expect(late).toBeLessThanOrEqual(tooLongSec);
      if (format !== 'pcm') expect(probe(bytes)).toMatchObject({ codec_name: codec, channels: 1 });
    });

    test('every chunk of a stream is a file as long as it says', async () => {
      const body = { text, format, target_chunk_chars: 80, pause_ms: 200 };
      const lines = await linesOf(await post(tiny.url, '/api/speak-stream', body));
      const chunks = lines.filter(({ type: kind }) => kind === 'chunk');
      expect(chunks).toHaveLength(2);
      for (const chunk of chunks) {
        expect(chunk.mime_type).toBe(type);
        const late = heard(Buffer.from(String(chunk.audio_base64), 'base64')) - Number(chunk.duration_sec);
        expect(late).toBeGreaterThan(-1e-4);
        expect(late).toBeLessThanOrEqual(tooLongSec);
      }
    });

    test('frames of a WebSocket are the same files', async () => {
      const body = { text, format, target_chunk_chars: 80 };
      const lines = await linesOf(await post(tiny.url, '/api/speak-stream', body));
      const socket = await openSocket(tiny.url, '/ws/speak-stream');
      socket.send(body);
      await socket.closed;
      const frames = socket.frames.flatMap(({ binary }) => (binary === undefined ? [] : [binary]));
      const files = lines.flatMap(({ audio_base64: audio }) =>
        audio === undefined ? [] : [Buffer.from(String(audio), 'base64')],
      );
      expect(frames).toHaveLength(2);
      // Ogg and MP4 carry a serial number or a time; what is heard is the same.
      expect(frames.map(heard)).toEqual(files.map(heard));
    });
  },
);

test('a WAV at 16 kHz says so in its header, and is as long as at 24', async () => {
  const rates = ['16000', 'native', '48000'] as const;
  const files = await Promise.all(
    rates.map(async (wav_sample_rate) => {
      const response = await post(tiny.url, '/api/speak', { text, wav_sample_rate });
      return Buffer.from(await response.arrayBuffer());
    }),
  );
  expect(files.map((file) => file.readUInt32LE(24))).toEqual([16_000, 24_000, 48_000]);
  const seconds = files.map((file) => (file.length - 44) / 2 / file.readUInt32LE(24));
  for (const length of seconds) expect(length).toBeCloseTo(seconds[1] ?? 0, 3);
});

test('opus grows with its bitrate', async () => {
  const sizes = await Promise.all(
    ['16k', '24k', '32k', '48k'].map(async (opus_bitrate) => {
      const response = await post(tiny.url, '/api/speak', { text, format: 'opus', opus_bitrate });
      expect(response.headers.get('x-opus-bitrate')).toBe(opus_bitrate);
      return (await response.arrayBuffer()).byteLength;
    }),
  );
  expect(sizes).toEqual([...sizes].sort((left, right) => left - right));
  expect(new Set(sizes).size).toBe(4);
});

test('raw chunks join to the whole without a jump', async () => {
  const lines = await linesOf(
    await post(tiny.url, '/api/speak-stream', { text, format: 'pcm', target_chunk_chars: 80 }),
  );
  const chunks = lines.flatMap(({ audio_base64: audio }) =>
    audio === undefined ? [] : [Buffer.from(String(audio), 'base64')],
  );
  const last = chunks[0]?.readInt16LE(chunks[0].length - 2) ?? 0;
  const first = chunks[1]?.readInt16LE(0) ?? 0;
  expect(Math.abs(first - last)).toBeLessThan(0.01 * 32_767);
});
