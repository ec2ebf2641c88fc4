/** /dev/captioned_speech with the real front end. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createFrontEnd } from '../../src/text/front-end.js';
import { type Running, startServer } from '../harness/in-process-server.js';
import { dictionariesDir } from '../text/english-fixtures.js';

const reader = createFrontEnd({ dictionariesDir });
let running: Running;
beforeAll(async () => {
  running = await startServer({}, {}, reader);
});
afterAll(() => running.server.close());

interface Line {
  readonly audio: string;
  readonly audio_format: string;
  readonly timestamps: {
    word: string;
    start_time: number;
    end_time: number;
    start: number;
    end: number;
    voice?: string;
  }[];
  readonly captions?: string;
  readonly phonemes?: unknown[];
}

const send = (path: string, body: object, headers: Record<string, string> = {}, at = running) =>
  fetch(at.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ response_format: 'pcm', ...body }),
  });

/** The status of an answer whose body does not matter. */
async function statusOf(path: string, body: object): Promise<number> {
  const response = await send(path, body);
  await response.arrayBuffer();
  return response.status;
}

async function captioned(body: object): Promise<Line[]> {
  const text = await (await send('/dev/captioned_speech', { voice: 'af_heart', ...body })).text();
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const words = (lines: readonly Line[]) => lines.flatMap(({ timestamps }) => timestamps);
const bytesOf = (lines: readonly Line[]) =>
  Buffer.concat(lines.map(({ audio }) => Buffer.from(audio, 'base64')));

describe('POST /dev/captioned_speech', () => {
  test('answers a line for each segment and pause, with the audio of /v1/audio/speech and absolute times', async () => {
    const input = 'Hello there. [pause:0.5s] How are you?';
    const response = await send('/dev/captioned_speech', { input });
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('transfer-encoding')).toBe('chunked');
    await response.arrayBuffer();
    const lines = await captioned({ input });
    expect(lines.map(({ timestamps }) => timestamps.map(({ word }) => word))).toEqual([
      ['Hello', 'there', '.'],
      [],
      ['How', 'are', 'you', '?'],
      [],
    ]);
    for (const line of lines) expect(Object.keys(line)).toEqual(['audio', 'audio_format', 'timestamps']);
    expect(lines[0]?.audio_format).toBe('audio/pcm');
    const whole = await send('/v1/audio/speech', { input, voice: 'af_heart' });
    expect(bytesOf(lines).equals(Buffer.from(await whole.arrayBuffer()))).toBe(true);
    const seconds = bytesOf(lines).length / 48_000;
    let last = 0;
    for (const { start_time, end_time, start, end } of words(lines)) {
      expect([start, end]).toEqual([start_time, end_time]);
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(seconds);
      last = start;
    }
    expect(words(lines)[3]?.start).toBeGreaterThan(0.5);
  });

  test('says application/x-ndjson to whoever accepts it, and so does nobody else hear it', async () => {
    const accept = { accept: 'application/x-ndjson' };
    const [asked, plain] = [
      await send('/dev/captioned_speech', { input: 'One.' }, accept),
      await send('/dev/captioned_speech', { input: 'One.' }),
    ];
    await Promise.all([asked.arrayBuffer(), plain.arrayBuffer()]);
    expect(asked.headers.get('content-type')).toBe('application/x-ndjson');
    expect(plain.headers.get('content-type')).toBe('application/json');
  });

  test('a whole answer is one object with all words and its duration', async () => {
    const [whole] = await captioned({ input: 'One. Two.', stream: false, response_format: 'wav' });
    const bytes = bytesOf(whole === undefined ? [] : [whole]);
    expect(whole).toMatchObject({ audio_format: 'audio/wav', duration: (bytes.length - 44) / 48_000 });
    expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44);
    expect(whole?.timestamps.map(({ word }) => word)).toEqual(['One', '.', 'Two', '.']);
  });

  test('without timestamps they are null in a whole answer and empty in a stream', async () => {
    const body = { input: 'One.', return_timestamps: false };
    expect(await captioned({ ...body, stream: false })).toMatchObject([{ timestamps: null }]);
    for (const line of await captioned(body)) expect(line.timestamps).toEqual([]);
  });

  test('marks stand apart, behind their words, or nowhere', async () => {
    const listed = async (timestamp_punctuation: string) =>
      words(await captioned({ input: '"One", he said.', timestamp_punctuation })).map(({ word }) => word);
    expect(await listed('separate')).toEqual(['"', 'One', '"', ',', 'he', 'said', '.']);
    expect(await listed('attach')).toEqual(['"One",', 'he', 'said.']);
    expect(await listed('drop')).toEqual(['One', 'he', 'said']);
  });

  test('the original text has one entry for what was put into several words', async () => {
    const body = {
      input: 'It cost $5.20 [then](/ðˈɛn/).',
      timestamp_text: 'original',
      timestamp_punctuation: 'drop',
    };
    expect(words(await captioned(body)).map(({ word }) => word)).toEqual(['It', 'cost', '$5.20', 'then']);
  });

  test('the places of words cover the whole written form they came from', async () => {
    const input = 'Keep it at 40-60 °C, please.';
    const lines = await captioned({ input, timestamp_text: 'original', timestamp_punctuation: 'drop' });
    expect(words(lines).map(({ word }) => word)).toEqual(['Keep', 'it', 'at', '40-60 °C', 'please']);
    const [measure] = words(lines).filter(({ word }) => word.startsWith('40'));
    expect(measure).toMatchObject({ source_start: 11, source_end: 19 });
  });

  test('in ten minutes the times drift by no more than the engine does', async () => {
    const sentence = 'The miller had three sons and a mill. [pause:9s] ';
    const body = { input: sentence.repeat(62), timestamp_punctuation: 'drop', first_segment_tokens: 0 };
    const lines = await captioned(body);
    const seconds = bytesOf(lines).length / 48_000;
    expect(seconds).toBeGreaterThan(600);
    // Every line is a sentence or a pause: where its words begin is known from the audio in front of it.
    let before = 0;
    const offsets: number[] = [];
    for (const { timestamps, audio } of lines) {
      const [first] = timestamps;
      if (first !== undefined && before > 0) offsets.push(first.start - before);
      before += Buffer.from(audio, 'base64').length / 48_000;
    }
    expect(Math.max(...offsets) - Math.min(...offsets)).toBeLessThan(0.03);
    expect(words(lines).at(-1)?.end).toBeLessThanOrEqual(seconds);
  }, 120_000);

  test('phonemes are told beside the words', async () => {
    const [line] = await captioned({ input: 'One.', timestamps: 'phoneme' });
    expect(line?.phonemes?.[0]).toEqual({
      phoneme: expect.any(String),
      start_time: expect.any(Number),
      end_time: expect.any(Number),
    });
  });

  test('a word names its voice only in texts with voice tags', async () => {
    const input = '[voice:af_bella] One. [voice:bf_emma] Two.';
    const tagged = words(await captioned({ input, allow_voice_tags: true, timestamp_punctuation: 'drop' }));
    expect(tagged.map(({ word, voice }) => [word, voice])).toEqual([
      ['One', 'af_bella'],
      ['Two', 'bf_emma'],
    ]);
    expect(words(await captioned({ input: 'One.' })).some((word) => 'voice' in word)).toBe(false);
  });

  test('captions come with a whole answer, and with the last line of a stream', async () => {
    const cue = expect.stringMatching(/^1\n00:00:0\d,\d{3} --> 00:00:0\d,\d{3}\nOne two\.\n\n$/);
    const body = { input: 'One two.', captions: 'srt' };
    expect(await captioned({ ...body, stream: false })).toMatchObject([{ captions: cue }]);
    const lines = await captioned(body);
    expect(lines.at(-1)).toMatchObject({ captions: cue });
    expect(lines.slice(0, -1).some((line) => 'captions' in line)).toBe(false);
    expect((await captioned({ ...body, captions: 'vtt' })).at(-1)?.captions).toMatch(/^WEBVTT\n\n/);
  });

  test('SSML places are those of the document, and tags are refused as on speech', async () => {
    const input = '<speak>One <break time="1s"/><voice name="af_bella">two</voice></speak>';
    const body = {
      input,
      ssml: true,
      allow_voice_tags: true,
      timestamp_text: 'original',
      timestamp_punctuation: 'drop',
    };
    expect(words(await captioned(body)).map(({ word }) => word)).toEqual(['One', 'two']);
    expect(await statusOf('/dev/captioned_speech', { input, ssml: true })).toBe(400);
    const unknown = { input: '[voice:nobody] One.', allow_voice_tags: true };
    expect(await statusOf('/dev/captioned_speech', unknown)).toBe(400);
  });

  test('marks of extended SSML are told at the moment the next word is heard', async () => {
    const input =
      '<speak><mark name="a"/>One. <mark name="b"/><break time="1s"/>Two.<mark name="c"/></speak>';
    const listed = async (more: object) => {
      const lines = await captioned({ input, ssml: 'extended', allow_voice_tags: true, ...more });
      return words(lines).map((entry) => ('mark' in entry ? [entry.mark, entry.start] : entry.word));
    };
    const streamed = await listed({});
    expect(streamed).toEqual([
      ['a', expect.any(Number)],
      'One',
      '.',
      ['b', expect.any(Number)],
      'Two',
      '.',
      ['c', expect.any(Number)],
    ]);
    expect(await listed({ stream: false })).toEqual(streamed);
    const [b] = streamed.filter((entry) => entry[0] === 'b');
    expect(b?.[1]).toBeGreaterThan(1);
  });

  test('takes any model', async () => {
    expect(await statusOf('/dev/captioned_speech', { input: 'One.', model: 'whatever' })).toBe(200);
  });

  test('a failure on the way is the last line, and the transfer is broken off', async () => {
    const failing = await startServer({ firstSegmentTokens: 0 }, { failsAt: 1 }, reader);
    const response = await send('/dev/captioned_speech', { input: 'One. [pause:1s] Two.' }, {}, failing);
    expect(response.status).toBe(200);
    let text = '';
    const decoder = new TextDecoder();
    const reading = (async () => {
      for await (const bytes of response.body ?? []) text += decoder.decode(bytes);
    })();
    await expect(reading).rejects.toThrow();
    const lines = text.trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      error: { message: 'Synthesis failed.' },
      detail: { error: 'processing_error' },
    });
    failing.server.close();
  });
});
