import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { splitBlocks } from '../../src/text/blocks.js';

const blocks = (text: string): string[] =>
  Array.from(splitBlocks(text), ({ start, end }) => text.slice(start, end));

test('a paragraph is a block', () => {
  expect(blocks('One.\nStill one.\n\nTwo.\n \nThree.')).toEqual([
    'One.\nStill one.\n\n',
    'Two.\n \n',
    'Three.',
  ]);
});

test('a long paragraph is cut behind a sentence, else at a blank', () => {
  const sentences = blocks('This is a sentence. '.repeat(500));
  expect(sentences.length).toBeGreaterThan(2);
  for (const block of sentences.slice(0, -1)) expect(block.trimEnd()).toMatch(/sentence\.$/);
  for (const block of blocks('word '.repeat(2000)).slice(0, -1)) expect(block).toMatch(/word $/);
});

test('fenced code stays in one block, blank lines and all', () => {
  const code = 'Look:\n```js\nlet a;\n\nlet b;\n```\n';
  expect(blocks(`${code}Then this.`)).toEqual([code, 'Then this.']);
  expect(blocks('```\nnever closed\n\nprose')).toEqual(['```\nnever closed\n\n', 'prose']);
});

test('blocks cover any text, in order, and never part a surrogate pair', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 50 }).map((part) => part.repeat(200));
  fc.assert(
    fc.property(text, (whole) => {
      const parts = blocks(whole);
      expect(parts.join('')).toBe(whole);
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(4096);
      for (const part of parts) expect(part).not.toMatch(/\p{Cs}/u);
    }),
  );
});
