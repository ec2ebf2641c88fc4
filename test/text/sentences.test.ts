import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Language } from '../../src/text/languages.js';
import { splitSentences } from '../../src/text/sentences.js';

const split = (text: string, language: Language = 'en-us'): string[] =>
  splitSentences(text, language).map(({ start, end }) => text.slice(start, end));

test.each([
  ['Mr. Jones met Dr. Who. They left.', ['Mr. Jones met Dr. Who.', 'They left.']],
  ['It ended at 5 p.m. The crowd left.', ['It ended at 5 p.m.', 'The crowd left.']],
  ['The U.S. Navy sailed. It won.', ['The U.S. Navy sailed.', 'It won.']],
  ['See No. 5 and vol. 3. No. Really.', ['See No. 5 and vol. 3.', 'No.', 'Really.']],
  ['“Go!” he cried. She went.', ['“Go!” he cried.', 'She went.']],
  ['He (why? Nobody knows.) left early.', ['He (why? Nobody knows.) left early.']],
  ['One\n\nTwo\nthree', ['One', 'Two\nthree']],
  ['1. Mix it. 2. Bake it.', ['1. Mix it.', '2. Bake it.']],
  ['T. S. Eliot wrote. E. M. Forster read.', ['T. S. Eliot wrote.', 'E. M. Forster read.']],
])('%j is split where people would', (text, sentences) => {
  expect(split(text)).toEqual(sentences);
});

test('an endless sentence is cut at blanks and nothing is lost', () => {
  const text = 'word '.repeat(5000);
  const sentences = split(text);
  expect(Math.max(...sentences.map((sentence) => sentence.length))).toBeLessThanOrEqual(8192);
  expect(sentences.join(' ')).toBe(text.trim());
});

test('sentences are in order, apart, and hold every letter', () => {
  const fragment = fc.constantFrom(
    'a',
    'B',
    'Dr',
    '.',
    '!',
    '?',
    '…',
    '"',
    '”',
    '“',
    '(',
    ')',
    ' ',
    '\n',
    '1',
    '。',
    '」',
    'U.S',
    '»',
  );
  fc.assert(
    fc.property(
      fc.array(fragment, { maxLength: 40 }),
      fc.constantFrom<Language>('en-us', 'fr-fr', 'ja', 'cmn', 'hi'),
      (parts, language) => {
        const text = parts.join('');
        expect(split(text, language).join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
      },
    ),
  );
});

const fixture = new URL('../../../shared/fixtures/g2p/sentences.jsonl', import.meta.url);
const known = existsSync(fixture) ? test : test.skip;

known('at least 98 % of the reference texts are split exactly', () => {
  const rows = readFileSync(fixture, 'utf8')
    .trim()
    .split('\n')
    // A fixture file: its shape is known.
    .map((line) => JSON.parse(line) as { lang: Language | 'zh'; text: string; sentences: string[] });
  const bare = (sentences: readonly string[]): string[] =>
    sentences.map((sentence) => sentence.replace(/\s/gu, ''));
  const wrong = rows.filter(({ lang, text, sentences }) => {
    const mine = bare(split(text, lang === 'zh' ? 'cmn' : lang));
    return mine.join('|') !== bare(sentences).join('|');
  });
  expect(wrong.length / rows.length).toBeLessThanOrEqual(0.02);
});
