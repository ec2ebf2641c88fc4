import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { spoken, spokenByPeer } from './spoken.js';

interface Row {
  readonly class: string;
  readonly text: string;
  readonly expect: string;
}

const rows = (name: string): Row[] =>
  readFileSync(new URL(`../fixtures/golden/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    // A fixture file of the repository: its shape is known.
    .map((line) => JSON.parse(line) as Row);

test.each(rows('normalizer.pinned.jsonl'))('$class: "$text" reads "$expect" in both modes', (row) => {
  expect(spoken(row.text)).toBe(row.expect);
  expect(spokenByPeer(row.text)).toBe(row.expect);
});

test.each(rows('normalizer.default.jsonl'))('$class: "$text" reads "$expect"', (row) => {
  expect(spoken(row.text)).toBe(row.expect);
});

const digits = 'zero oh one two three four five six seven eight nine';
const teens = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety';
const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth ' +
  'sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth';
const numberWords = new Set(`${digits} ${teens} ${tens} ${ordinals}`.split(' '));

/** The folding of the reference data's scorer: case, punctuation, "and" in numbers, spelled letters. */
function fold(reading: string): string {
  const words = reading
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’‘ʼ]/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .split(' ');
  const kept = words.filter(
    (word, at) =>
      word !== 'and' ||
      !/^(?:hundred|thousand|million|billion)$/u.test(words[at - 1] ?? '') ||
      !numberWords.has(words[at + 1] ?? ''),
  );
  const plain = kept.map((word) =>
    word === 'oh' ? 'o' : word.replace(/(met|lit)re(s?)$/u, '$1er$2').replace(/gramme/u, 'gram'),
  );
  return plain.join(' ').replace(/(?<=\b[a-z]) (?=(?!is\b|as\b|us\b)[a-z]s?\b)/gu, '');
}

const fixture = new URL('../../../shared/fixtures/g2p/normalise.jsonl', import.meta.url);
const known = existsSync(fixture) ? test : test.skip;

known('at least 95 % of the English reference lines are read as people read them', () => {
  const lines = readFileSync(fixture, 'utf8')
    .trim()
    .split('\n')
    // A fixture file: its shape is known.
    .map((line) => JSON.parse(line) as { lang: string; text: string; accept: string[] })
    .filter(({ lang }) => lang.startsWith('en'));
  const wrong = lines.filter(({ lang, text, accept }) => {
    const mine = fold(spoken(text, null, lang === 'en-gb' ? 'en-gb' : 'en-us'));
    return !accept.some((reading) => fold(reading) === mine);
  });
  expect(wrong.length / lines.length).toBeLessThanOrEqual(0.05);
});
