import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Running, startServer } from '../harness/in-process-server.js';
import { post } from '../harness/native-client.js';

let running: Running;
beforeAll(async () => {
  running = await startServer();
});
afterAll(() => running.server.close());

describe('/api/chunk-plan', () => {
  interface Row {
    readonly text: string;
    readonly target_chunk_chars: number;
    readonly chunks: readonly string[];
  }
  // A fixture file of the repository: its shape is known.
  const rows = JSON.parse(
    readFileSync(new URL('../fixtures/golden/kokoro-webui.chunks.json', import.meta.url), 'utf8'),
  ) as Row[];
  const plan = (body: object) => post(running.url, '/api/chunk-plan', body);

  test.each(rows.filter(({ text }) => text.trim() !== ''))(
    'cuts $text at $target_chunk_chars as kokoro-webui does',
    async ({ text, target_chunk_chars, chunks }) => {
      const lengths = chunks.map((chunk) => [...chunk].length);
      const response = await plan({ text, target_chunk_chars, include_text: true });
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({
        chunks: chunks.map((chunk, index) => ({ index, text: chunk, char_count: lengths[index] })),
        count: chunks.length,
        lengths,
        target_chunk_chars,
      });
    },
  );

  test('counts characters, words and sentences, and keeps the text to itself unless asked', async () => {
    const response = await plan({ text: 'Well...  Dr. Ü said:\n"Yes?!" Then no.', target_chunk_chars: 80 });
    expect(await response.json()).toEqual({
      chunks: [{ index: 0, char_count: 36, word_count: 7, sentence_count: 4 }],
      count: 1,
      lengths: [36],
      target_chunk_chars: 80,
    });
  });

  test.each([
    [{ text: 'a' }, 200],
    [{ text: ' ' }, 400],
    [{ text: '' }, 422],
    [{ text: 'a', target_chunk_chars: 79 }, 422],
    [{ text: 'a'.repeat(2501) }, 422],
    [{ text: 'a', include_text: 'yes' }, 422],
  ])('%j is %i', async (body, status) => {
    expect((await plan(body)).status).toBe(status);
  });
});
