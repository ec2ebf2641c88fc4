import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spacedJson } from '../../src/dialects/native.js';
import { chunksToSpeak } from '../../src/speech/spoken-chunks.js';
import { textChunks } from '../../src/speech/text-chunks.js';

test('a chunk knows where each of its letters stands in the client’s text', () => {
  const text = `  First \n one.  ${'Second'.repeat(20)}.\t\tThird.`;
  const chunks = textChunks(text, 80);
  expect(chunks.map((chunk) => chunk.text)).toEqual(['First one.', `${'Second'.repeat(20)}.`, 'Third.']);
  for (const chunk of chunks) {
    for (const word of chunk.text.matchAll(/\S+/g)) {
      const [from, to] = [chunk.sourceOf(word.index), chunk.sourceOf(word.index + word[0].length - 1) + 1];
      expect(text.slice(from, to)).toBe(word[0]);
    }
  }
});

test('the end of a chunk is the end of its last word, or of the text', () => {
  const text = 'One.   Two.';
  const [only] = textChunks(text, 80);
  expect([only?.sourceOf(4), only?.sourceOf(9)]).toEqual([4, 11]);
});

test('chunks join to the whole text with its blanks folded, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.integer({ min: 1, max: 100 }),
      (text, target) => {
        const joined = textChunks(text, target)
          .map((chunk) => chunk.text)
          .join(' ');
        expect(joined).toBe(text.replace(/\s+/gu, ' ').trim());
      },
    ),
  );
});

test('spaced JSON is JSON, whatever the value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(spacedJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('spaced JSON has blanks after commas and colons, raw letters, and no members without a value', () => {
  expect(spacedJson({ a: [1, 0.5, null], b: { c: 'ü "q", x: y' }, d: undefined, e: [] })).toBe(
    '{"a": [1, 0.5, null], "b": {"c": "ü \\"q\\", x: y"}, "e": []}',
  );
});

test('what a tag changed holds in the chunks that follow, and counts in no offset', () => {
  const text = `[voice: am_onyx] One [rate:2] two. ${'Long'.repeat(20)}. [pause:1s] Then [voice:x].`;
  const chunks = chunksToSpeak(text, 80, { voiceTags: true });
  expect(chunks.map(({ spoken }) => spoken)).toEqual([
    '[voice: am_onyx] One [rate:2] two.',
    `[voice: am_onyx][rate:2]${'Long'.repeat(20)}.`,
    '[voice: am_onyx][rate:2][pause:1s] Then [voice:x].',
  ]);
  expect(chunks.map((chunk) => chunk.text).join(' ')).toBe(text);
  const at = chunks[1]?.sourceOf('[voice: am_onyx][rate:2]'.length) ?? 0;
  expect(text.slice(at, at + 4)).toBe('Long');
});

test('without tags nothing is put before a chunk', () => {
  const chunks = chunksToSpeak(`[voice:x] ${'One'.repeat(30)}. Two.`, 80);
  expect(chunks.map(({ spoken }) => spoken)).toEqual(chunks.map(({ text }) => text));
});

test('SSML is one chunk as it is', () => {
  const text = '<speak>One.\n\nTwo.</speak>';
  const chunks = chunksToSpeak(text, 1, { ssml: { extended: false, voice: 'af_heart' } });
  expect(chunks.map(({ spoken }) => spoken)).toEqual([text]);
});
