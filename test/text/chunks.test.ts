import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { splitChunks } from '../../src/text/chunks.js';

interface Row {
  readonly text: string;
  readonly target_chunk_chars: number;
  readonly chunks: readonly string[];
}

// A fixture file of the repository: its shape is known.
const rows = JSON.parse(
  readFileSync(new URL('../fixtures/golden/kokoro-webui.chunks.json', import.meta.url), 'utf8'),
) as Row[];

test.each(rows)('chunks of $text at $target_chunk_chars are those of kokoro-webui', (row) => {
  expect(splitChunks(row.text, row.target_chunk_chars)).toEqual(row.chunks);
});

test('a blank text has no chunks', () => {
  expect(splitChunks(' \n ', 80)).toEqual([]);
});
