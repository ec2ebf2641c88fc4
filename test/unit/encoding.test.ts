import { expect, test } from '@jest/globals';
import { wholeAnswer } from '../../src/audio/whole-answer.js';
import { encodingOf } from '../../src/routes/audio-fields.js';

test.each([
  ['mp3', {}, 24_000, 0],
  ['mp3', { sample_rate: 44_100, bitrate: '192K' }, 44_100, 192],
  ['aac', { bitrate: 0 }, 24_000, 1],
  ['aac', { bitrate: ' 64 k ' }, 24_000, 64],
  ['aac', { bitrate: 999_999 }, 24_000, 1000],
  ['opus', { sample_rate: 32_000, opus_bitrate: '24k', bitrate: 100 }, 48_000, 24],
  ['opus', { wav_sample_rate: '16000', bitrate: null }, 24_000, 0],
  ['wav', { wav_sample_rate: '44100', sample_rate: 8000 }, 44_100, 0],
  ['pcm', { wav_sample_rate: 'native', sample_rate: 8000 }, 8000, 0],
  ['mulaw', { sample_rate: 48_000 }, 8000, 0],
] as const)('%s with %j is made at %i Hz and %i kbit/s', (format, fields, sampleRate, bitrateKbps) => {
  expect(encodingOf(fields, format)).toEqual({ sampleRate, bitrateKbps });
});

test('a whole answer begins with its final head, which may be longer than what it replaces', () => {
  const parts = [Buffer.from('old:one,'), Buffer.from('two')];
  expect(wholeAnswer(parts, Buffer.from('new'), 3).toString()).toBe('new:one,two');
  expect(wholeAnswer(parts, Buffer.from('longer'), 3).toString()).toBe('longer:one,two');
  expect(wholeAnswer(parts, new Uint8Array(), 0).toString()).toBe('old:one,two');
  expect(wholeAnswer([], Buffer.from('head'), 0).toString()).toBe('head');
});
