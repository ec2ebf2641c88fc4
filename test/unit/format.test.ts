import { expect, test } from '@jest/globals';
import { findFormat, formatEntry, sampleRateOf } from '../../src/audio/format.js';
import { enabledFormats } from '../../src/routes/enabled-formats.js';

test.each([
  ['mp3', 'mp3', 'audio/mpeg'],
  [' WAV ', 'wav', 'audio/wav'],
  ['Ogg', 'opus', 'audio/opus'],
  ['ulaw', 'mulaw', 'audio/basic'],
  ['alaw', 'alaw', 'audio/PCMA'],
  ['m4a', 'm4a', 'audio/mp4'],
])('finds %j as %s', (name, format, contentType) => {
  const found = findFormat(name);
  expect(found).toBe(format);
  expect(found && formatEntry(found).contentType).toBe(contentType);
});

test.each(['', 'xyz', 'constructor', 'mp 3'])('finds no %j', (name) => {
  expect(findFormat(name)).toBeUndefined();
});

test('the default is the one wanted if it is built and enabled, else the first enabled one that is built', () => {
  const built = ['pcm', 'wav', 'mp3'];
  expect(enabledFormats(['wav', 'mp3'], 'mp3', built)).toEqual({ formats: ['wav', 'mp3'], format: 'mp3' });
  expect(enabledFormats(['flac', 'pcm', 'wav'], 'flac', built)).toEqual({
    formats: ['pcm', 'wav'],
    format: 'pcm',
  });
  expect(enabledFormats(['pcm'], 'wav', built)).toEqual({ formats: ['pcm'], format: 'pcm' });
  expect(enabledFormats(['flac'], 'flac', built)).toEqual({ formats: ['pcm'], format: 'pcm' });
});

test.each([
  ['wav', 44_100, 44_100],
  ['opus', 24_000, 24_000],
  ['opus', 22_050, 24_000],
  ['opus', 32_000, 48_000],
  ['opus', 44_100, 48_000],
  ['mulaw', 24_000, 8000],
  ['alaw', 48_000, 8000],
] as const)('%s asked for at %i Hz has %i', (format, wanted, rate) => {
  expect(sampleRateOf(format, wanted)).toBe(rate);
});
