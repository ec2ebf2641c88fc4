import { expect, test } from '@jest/globals';
import { builtFormats, findFormat, formatEntry } from '../../src/audio/format.js';
import { defaultFormat } from '../../src/routes/speech-request.js';

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
  const [best] = builtFormats;
  expect(defaultFormat(best, [...builtFormats])).toBe(best);
  expect(defaultFormat('flac', ['flac', 'pcm', 'wav'])).toBe('pcm');
  expect(defaultFormat('wav', ['pcm'])).toBe('pcm');
});
