/** `stream_format: "sse"` with the times of words. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createFrontEnd } from '../../src/text/front-end.js';
import { type Running, speak, startServer } from '../harness/in-process-server.js';
import { dictionariesDir } from '../text/english-fixtures.js';

let running: Running;
beforeAll(async () => {
  running = await startServer({}, {}, createFrontEnd({ dictionariesDir }));
});
afterAll(() => running.server.close());

type Event = Record<string, unknown>;

const input = 'Hello there. It costs $5 today, and that is all.';

async function eventsOf(body: object): Promise<Event[]> {
  const response = await speak(running.url, { input, stream_format: 'sse', response_format: 'pcm', ...body });
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const text = await response.text();
  expect(text).toMatch(/^(?:data: \{.*\}\n\n)+$/);
  return text
    .trimEnd()
    .split('\n\n')
    .map((line): Event => JSON.parse(line.slice('data: '.length)));
}

const ofKind = (events: Event[], type: string): Event[] => events.filter((event) => event.type === type);

interface Word {
  word: string;
  start_time: number;
  end_time: number;
  start: number;
  end: number;
  source_start: number;
  source_end: number;
}

const wordsOf = (events: Event[]): Word[] =>
  ofKind(events, 'speech.audio.timestamps').flatMap(({ words }) => words as Word[]);

describe('times of words', () => {
  test('are not sent unless they are asked for', async () => {
    const types = new Set((await eventsOf({})).map(({ type }) => type));
    expect(types).toEqual(new Set(['speech.audio.delta', 'speech.audio.done']));
  });

  test('come before the audio that holds them', async () => {
    const events = await eventsOf({ timestamps: 'word' });
    let heardSec = 0;
    for (const { type, words, audio } of events) {
      if (type === 'speech.audio.delta') heardSec += Buffer.from(String(audio), 'base64').length / 48_000;
      for (const word of type === 'speech.audio.timestamps' ? (words as Word[]) : [])
        expect(word.end).toBeGreaterThanOrEqual(heardSec);
    }
    expect(wordsOf(events).at(-1)?.end).toBeLessThanOrEqual(heardSec + 0.001);
  });

  test('have both names, run forward, and point into the text', async () => {
    const words = wordsOf(await eventsOf({ timestamps: 'word' }));
    expect(Object.keys(words[0] ?? {})).toEqual([
      'word',
      'start_time',
      'end_time',
      'start',
      'end',
      'source_start',
      'source_end',
    ]);
    let last = 0;
    for (const { start, end, start_time, end_time } of words) {
      expect([start_time, end_time]).toEqual([start, end]);
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThanOrEqual(start);
      last = start;
    }
    const said = (word: string): string => {
      const { source_start = 0, source_end = 0 } = words.find((entry) => entry.word === word) ?? {};
      return input.slice(source_start, source_end);
    };
    expect([said('Hello'), said('today'), said('dollars')]).toEqual(['Hello', 'today', '$5']);
  });

  test('come with those of phonemes', async () => {
    const events = ofKind(await eventsOf({ timestamps: 'phoneme' }), 'speech.audio.timestamps');
    expect(events[0]).toMatchObject({
      words: expect.any(Array),
      phonemes: expect.arrayContaining([
        { phoneme: 'h', start_time: expect.any(Number), end_time: expect.any(Number) },
      ]),
    });
  });

  test('name the voice of a tag', async () => {
    const words = wordsOf(
      await eventsOf({ timestamps: 'word', allow_voice_tags: true, input: 'One. [voice:bf_emma] Two.' }),
    );
    const voices = Object.fromEntries(words.map((entry) => [entry.word, Reflect.get(entry, 'voice')]));
    expect(voices).toMatchObject({ One: 'af_heart', Two: 'bf_emma' });
  });
});

test('words point into the text that was sent when punctuation has become silence', async () => {
  const sent = 'Hello, world! How are you?';
  const response = await fetch(`${running.url}/api/v1/audio/speech`, {
    method: 'POST',
    body: JSON.stringify({
      ...{
        model: 'model',
        voice: 'af_heart',
        input: sent,
        response_format: 'pcm',
        punctuation_silences: true,
      },
      ...{ stream_format: 'sse', timestamps: 'word' },
    }),
  });
  const text = await response.text();
  const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']): Event => JSON.parse(data));
  for (const { word, source_start, source_end } of wordsOf(events))
    if (/[a-z]/i.test(word)) expect(sent.slice(source_start, source_end)).toBe(word);
  expect(wordsOf(events).map(({ word }) => word)).toEqual(expect.arrayContaining(['Hello', 'world', 'you']));
});

test('the payloads are the body of the plain answer', async () => {
  const [events, plain] = await Promise.all([
    eventsOf({ timestamps: 'word' }),
    speak(running.url, { input, response_format: 'pcm' }),
  ]);
  const parts = ofKind(events, 'speech.audio.delta').map(({ audio }) => Buffer.from(String(audio), 'base64'));
  expect(Buffer.concat(parts)).toEqual(Buffer.from(await plain.arrayBuffer()));
});

test('a link is given with events, too', async () => {
  const response = await speak(running.url, {
    input,
    stream_format: 'sse',
    return_download_link: true,
    return_timing: true,
  });
  await response.text();
  const timings = await fetch(running.url + response.headers.get('x-timing-path'));
  expect(await timings.json()).toHaveProperty('chunks.0.text', expect.stringMatching(/^Hello there\./));
});

test.each(['words', 1, null])('timestamps %j is none of the three', async (timestamps) => {
  expect((await speak(running.url, { input, timestamps })).status).toBe(422);
});
