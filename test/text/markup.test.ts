import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stripMarkup } from '../../src/text/markup/markup.js';
import { toSource } from '../../src/text/spans.js';

const strip = (text: string, markup: 'plain' | 'markdown' | 'html' | 'auto' = 'auto'): string =>
  stripMarkup(text, markup, 'skip').text.replace(/\s+/gu, ' ').trim();

test.each([
  ['**bold** and __strong__', 'bold and strong'],
  ['`code` stays', 'code stays'],
  ['[click here](https://example.com) now', 'click here now'],
  ['![alt text](img.png)', 'alt text'],
  ['before\n```js\nlet x = 1;\n```\nafter', 'before after'],
  ['# Title\ntext', 'Title text'],
  ['- one\n- two', 'one two'],
  ['> quoted line', 'quoted line'],
  ['| a | b |\n|---|---|\n| c | d |', 'a, b c, d'],
  ['~~old~~ new', 'old new'],
  ['---', ''],
  ['<b>bold</b> and <p>para</p>', 'bold and para'],
  ['Tom &amp; Jerry &lt;3 &#8217;', 'Tom & Jerry <3 ’'],
  ['a<script>alert(1)</script>b', 'ab'],
  ['line one<br>line two', 'line one line two'],
])('auto mark-up of %j is taken off', (text, plain) => {
  expect(strip(text)).toBe(plain);
});

test.each([
  'snake_case',
  'C# and F#',
  '2*3*4',
  'a_b_c',
  '5 * 3 * 2',
  'List<String>',
  'if a < b',
  'AT&T',
  'a &nope; b',
])('%j is no mark-up', (text) => {
  expect(strip(text)).toBe(text);
});

test('plain text keeps its marks; markdown takes single stars off, too', () => {
  expect(strip('**a** <b>', 'plain')).toBe('**a** <b>');
  expect(strip('an *italic* word', 'markdown')).toBe('an italic word');
  expect(strip('<unknown>x</unknown> & <i>y</i>', 'html')).toBe('x & y');
});

test('headings, list items and blocks end a sentence', () => {
  expect(stripMarkup('# Title\ntext', 'auto', 'skip').text).toMatch(/^Title\n\n/u);
  expect(stripMarkup('<h1>Title</h1>text', 'auto', 'skip').text).toMatch(/Title\n\n/u);
});

test('emoji are skipped, or named once for a run of equal ones', () => {
  expect(stripMarkup('Hello 😀 world', 'auto', 'skip').text.replace(/\s+/gu, ' ')).toBe('Hello world');
  expect(stripMarkup('😂😂😂', 'auto', 'name').text.trim()).toBe('face with tears of joy');
  expect(stripMarkup('ok👍🏽', 'auto', 'name').text.trim()).toMatch(/^ok thumbs up/u);
  expect(stripMarkup('🇫🇷', 'auto', 'name').text.trim()).toBe('flag France');
  expect(stripMarkup('© 2015 ™ 5', 'auto', 'name').text).toBe('© 2015 ™ 5');
});

test('every word knows its place in the source', () => {
  const text = 'A **bold** [link](https://x.org) &amp; more';
  const mapped = stripMarkup(text, 'auto', 'skip');
  for (const word of ['bold', 'link', 'more']) {
    const at = mapped.text.indexOf(word);
    const { start, end } = toSource(mapped.edits, at, at + word.length);
    expect(text.slice(start, end)).toContain(word);
  }
});

test('any text passes, and nothing but marks goes', () => {
  const fragment = fc.constantFrom(
    '*',
    '**',
    '_',
    '`',
    '```',
    '#',
    '<',
    '>',
    '<b>',
    '</p>',
    '<!--',
    '-->',
    '&',
    '&amp;',
    '[',
    '](',
    ')',
    '|',
    '\n',
    ' ',
    'word',
    'é',
    '😀',
  );
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      const words = (stripMarkup(text, 'auto', 'skip').text.match(/word/gu) ?? []).length;
      expect(words).toBeLessThanOrEqual((text.match(/word/gu) ?? []).length);
      if (!/[`<[]/u.test(text)) expect(words).toBe((text.match(/word/gu) ?? []).length);
    }),
  );
});
