import { describe, expect, test } from '@jest/globals';
import { cuesOf, linesOf } from '../../src/speech/caption-cues.js';
import { captions } from '../../src/speech/captions.js';
import type { TimedWord } from '../../src/speech/spoken-part.js';

/** Words and marks of a text, each word `wordSec` long, marks without time of their own. */
function spoken(text: string, wordSec = 0.3, voice?: string): TimedWord[] {
  const words: TimedWord[] = [];
  let at = 0;
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}']+|[^\s\p{L}\p{N}']/gu)) {
    const isPunctuation = !/[\p{L}\p{N}]/u.test(word);
    const start = at;
    if (!isPunctuation) at = Number((at + wordSec).toFixed(3));
    words.push({
      word,
      start,
      end: at,
      sourceStart: index,
      sourceEnd: index + word.length,
      voice,
      isPunctuation,
    });
  }
  return words;
}

const texts = (text: string, wordSec?: number): string[] =>
  cuesOf(spoken(text, wordSec), text).map((cue) => cue.text);

describe('a cue ends', () => {
  test('at a sentence end, a closing quote included', () => {
    const text = 'He said “Hello there.” Then he left. Nobody knew why!';
    expect(texts(text)).toEqual(['He said “Hello there.”', 'Then he left.', 'Nobody knew why!']);
  });

  test('at a clause boundary only after 42 characters', () => {
    const early = 'After that, all of the people who had been waiting, who were many, went home';
    expect(texts(early, 0.1)).toEqual([
      'After that, all of the people who had been waiting,',
      'who were many, went home',
    ]);
  });

  test('at 84 characters where there is no mark', () => {
    const cues = texts('many words without a mark '.repeat(8).trim(), 0.05);
    for (const cue of cues) expect(cue.length).toBeLessThanOrEqual(84);
    expect(cues.join(' ')).toBe('many words without a mark '.repeat(8).trim());
    expect(cues[0]?.length).toBeGreaterThan(70);
  });

  test('after six seconds of slow speech', () => {
    const cues = cuesOf(
      spoken('one two three four five six seven', 1.5),
      'one two three four five six seven',
    );
    expect(cues.map(({ text }) => text)).toEqual(['one two three four', 'five six seven']);
  });

  test('where the voice changes', () => {
    const text = 'Hello you';
    const [first, second] = spoken(text);
    const words = [
      { ...first, voice: 'af_heart' },
      { ...second, voice: 'am_adam' },
    ] as TimedWord[];
    expect(captions(words, text, 'srt')).toContain('af_heart: Hello\n');
    expect(captions(words, text, 'vtt')).toContain('<v am_adam>you\n');
  });
});

describe('a cue shows', () => {
  test('what the client wrote, not what is said', () => {
    const text = 'It costs $5 [pause:1s] today.';
    const place = (word: string, from: number, to: number, start: number): TimedWord => ({
      word,
      start,
      end: start + 0.3,
      sourceStart: from,
      sourceEnd: to,
      isPunctuation: false,
    });
    const words = [
      place('It', 0, 2, 0),
      place('costs', 3, 8, 0.3),
      place('five', 9, 11, 0.6),
      place('dollars', 9, 11, 0.9),
      place('today', 23, 28, 2.2),
      { ...place('.', 28, 29, 2.5), isPunctuation: true },
    ];
    expect(cuesOf(words, text)).toMatchObject([{ text: 'It costs $5 today.', start: 0, end: 2.8 }]);
  });

  test('for at least a second where the next one allows, with a gap of 40 ms before it', () => {
    expect(cuesOf(spoken('No. Yes indeed.', 0.3), 'No. Yes indeed.')).toMatchObject([
      { start: 0, end: 0.26 },
      { start: 0.3, end: 1.3 },
    ]);
  });

  test('two lines of at most 42 characters', () => {
    const lines = linesOf('a line of words that is too long for one line of the screen, surely');
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(42);
  });
});

test('SubRip counts from one and has a comma before the milliseconds', () => {
  expect(captions(spoken('Hello world.', 0.64), 'Hello world.', 'srt')).toBe(
    '1\n00:00:00,000 --> 00:00:01,280\nHello world.\n\n',
  );
});

test('WebVTT has a head, escapes its own signs and may stamp words', () => {
  const text = 'You & <me>.';
  expect(captions(spoken(text, 0.64), text, 'vtt')).toBe(
    'WEBVTT\n\n00:00:00.000 --> 00:00:01.280\nYou &amp; &lt;me&gt;.\n\n',
  );
  expect(captions(spoken('One two.', 3700), 'One two.', 'vtt', { wordStamps: true })).toContain(
    '00:00:00.000 --> 01:01:39.960\nOne\n\n01:01:40.000 --> 02:03:20.000\ntwo.\n\n',
  );
  expect(captions(spoken('One two.', 0.64), 'One two.', 'vtt', { wordStamps: true })).toBe(
    'WEBVTT\n\n00:00:00.000 --> 00:00:01.280\nOne <00:00:00.640>two.\n\n',
  );
});

test('nothing spoken gives no cue', () => {
  expect(captions([], '', 'srt')).toBe('');
  expect(captions([], '', 'vtt')).toBe('WEBVTT\n\n');
});
