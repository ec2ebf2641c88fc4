/** kokoro-webui's API with the real model: when words are heard, and that pitch takes no time. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cacheDir } from '../harness/assets.js';
import { linesOf, type Message, post } from '../harness/native-client.js';
import { ServerProcess } from '../harness/server-process.js';

let server: ServerProcess;
beforeAll(async () => {
  server = await ServerProcess.ready({ KOKORO_CACHE_DIR: cacheDir });
}, 60_000);
afterAll(() => server.kill());

const text =
  'The quick brown fox jumps over  the lazy dog.\n\nShe paid twelve dollars for it, and went home by bus.';

async function stream(body: object): Promise<Message[]> {
  return linesOf(
    await post(server.url, '/api/speak-stream', { target_chunk_chars: 80, format: 'pcm', ...body }),
  );
}

interface Word {
  readonly word: string;
  readonly start_time: number;
  readonly end_time: number;
  readonly source_start: number;
  readonly source_end: number;
}

test('words have times on the clock of the stream and places in the text that was sent', async () => {
  const lines = await stream({ text, timestamps: 'phoneme', pause_ms: 300, captions: 'srt' });
  const chunks = lines.filter(({ type }) => type === 'chunk');
  expect(chunks).toHaveLength(2);
  // The shapes of words are what the checks below read.
  const words = chunks.flatMap((chunk) => chunk.words as Word[]);
  const spoken = words.filter(({ word }) => /\w/.test(word));
  expect(spoken.map(({ source_start: from, source_end: to }) => text.slice(from, to))).toEqual(
    text.match(/[A-Za-z]+/g),
  );
  const times = spoken.flatMap((word) => [word.start_time, word.end_time]);
  expect(times).toEqual([...times].sort((left, right) => left - right));
  const total = Number(lines.at(-1)?.duration_sec);
  expect(times.at(-1)).toBeLessThanOrEqual(total);
  const second = Number(chunks[1]?.start_sec);
  expect(second).toBeCloseTo(Number(chunks[0]?.duration_sec), 5);
  expect(spoken.find(({ word }) => word === 'She')?.start_time).toBeGreaterThan(second);
  expect(chunks.every(({ phonemes }) => Array.isArray(phonemes) && phonemes.length > 20)).toBe(true);
  expect(lines.at(-1)?.captions).toMatch(/^1\n00:00:00,\d{3} --> .*\nThe quick brown fox/);
}, 60_000);

test('pitch is made inside of the model: the length stays, the sound does not', async () => {
  const samples = async (pitch: number): Promise<Int16Array> => {
    const asked = { text: 'Oh no, you are all alone.', format: 'pcm', pitch };
    const response = await post(server.url, '/api/speak', asked);
    expect(response.status).toBe(200);
    return new Int16Array(await response.arrayBuffer());
  };
  const [plain, high] = [await samples(0), await samples(4)];
  expect(high.length).toBe(plain.length);
  expect(high).not.toEqual(plain);
}, 60_000);
