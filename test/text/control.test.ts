import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parseControl, pauseTotal } from '../../src/text/control/control.js';
import { readInline } from '../../src/text/control/inline.js';
import { checkControl } from '../../src/text/control/limits.js';
import { withPunctuationSilences } from '../../src/text/control/punctuation-silence.js';
import { toSource } from '../../src/text/spans.js';

const read = (name: string): string =>
  readFileSync(new URL(`../fixtures/golden/${name}`, import.meta.url), 'utf8');

interface VoiceRow {
  readonly text: string;
  readonly default: string;
  readonly segments: readonly [string, number, string][];
}

// Fixture files of the repository: their shape is known.
const voiceRows = JSON.parse(read('kokoro-fastapi.voice-segments.json')) as VoiceRow[];
const silenceRows = read('kokoro-web.silence.jsonl')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { text: string; sanitized: string; segments: string[] });

test.each(voiceRows)('voice tags of "$text" are read as Kokoro-FastAPI reads them', (row) => {
  const spans = parseControl(row.text, { voiceTags: true, pauseTags: false });
  const segments = spans.map((span) =>
    span.kind === 'pause' ? [] : [span.manner.voice ?? row.default, span.manner.rate, span.mapped.text],
  );
  expect(segments).toEqual(row.segments);
});

test.each(silenceRows)('punctuation silences of "$text" are those of kokoro-web', (row) => {
  const tagged = withPunctuationSilences(row.text);
  expect(tagged.text).toBe(row.sanitized);
  const spans = parseControl(tagged.text, { pauseTags: false, silenceTags: true });
  expect(spans.map((span) => (span.kind === 'pause' ? `[${span.seconds}s]` : span.mapped.text))).toEqual(
    row.segments,
  );
});

test('a pause is exact silence between two stretches, clamped to the longest allowed', () => {
  const spans = parseControl('One. [pause:1.5s] Two. [PAUSE:99s]', { maxPauseSec: 60 });
  expect(spans.map((span) => (span.kind === 'pause' ? span.seconds : span.mapped.text))).toEqual([
    'One.',
    1.5,
    'Two.',
    60,
  ]);
  expect(pauseTotal(spans)).toBe(61.5);
});

test.each(['[pause=1.5]', '[.5s]', '[1 s]', '[rate:abc]', '[voice:a!b]', '[pause:1.s]'])(
  '%s is text',
  (tag) => {
    const text = `say ${tag} now`;
    const options = { voiceTags: true, silenceTags: true };
    expect(parseControl(text, options)).toMatchObject([{ kind: 'speech', mapped: { text } }]);
  },
);

test('a voice resets pace, pitch and volume; values are clamped', () => {
  const text = '[pitch:-9] Low. [volume:20] Loud. [rate:2] Fast. [voice:am_adam] New.';
  const manners = parseControl(text, { voiceTags: true }).map((span) =>
    span.kind === 'speech' ? span.manner : span,
  );
  expect(manners).toEqual([
    { voice: undefined, rate: 1, pitch: -6, volume: 1 },
    { voice: undefined, rate: 1, pitch: -6, volume: 10 },
    { voice: undefined, rate: 2, pitch: -6, volume: 10 },
    { voice: 'am_adam', rate: 1, pitch: 0, volume: 1 },
  ]);
});

test('stretches know where they stood in the source, tags inside them included', () => {
  const text = 'Hi. [voice:af_bella] One. [voice:af_bella] Two.';
  const last = parseControl(text, { voiceTags: true })[1];
  if (last?.kind !== 'speech') throw new Error('no speech');
  const two = last.mapped.text.indexOf('Two');
  const { start, end } = toSource(last.mapped.edits, two, two + 3);
  expect(text.slice(last.start + start, last.start + end)).toBe('Two');
});

test('inline pronunciations, stress and number features are taken off and remembered', () => {
  const { mapped, overrides } = readInline(
    '[Kokoro](/kˈOkəɹO/) is [very](+1) old: [1999](#&#), [link](http://x.org)',
  );
  expect(mapped.text).toBe('Kokoro is very old: 1999, [link](http://x.org)');
  const words = overrides.map(({ start, end, effect }) => [mapped.text.slice(start, end), effect]);
  expect(words).toEqual([
    ['Kokoro', { kind: 'phonemes', phonemes: 'kˈOkəɹO' }],
    ['very', { kind: 'stress', stress: 1 }],
    ['1999', { kind: 'number', flags: '&' }],
  ]);
});

test('unknown number flags leave the text as it is', () => {
  expect(readInline('[1999](#x#)')).toEqual({ mapped: { text: '[1999](#x#)', edits: [] }, overrides: [] });
});

test('pauses that add up to too much are refused with the sum', () => {
  const spans = parseControl('a [pause:60s] b [pause:12s]', {});
  expect(() => checkControl(spans, { maxTotalPauseSec: 70 })).toThrow(
    'Pauses add up to 72.0 s; this server allows 70 s per request.',
  );
  expect(() => checkControl(spans, { maxTotalPauseSec: 72 })).not.toThrow();
});

test('tags without words are refused', () => {
  const spans = parseControl('[voice:af_bella] [voice:am_adam]', { voiceTags: true });
  expect(() => checkControl(spans, { maxTotalPauseSec: 600 })).toThrow('Input contains no speakable text');
});
