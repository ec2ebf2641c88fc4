import { expect, test } from '@jest/globals';
import { createFrontEnd } from '../../src/text/front-end.js';
import { normalizeText, phonemize, planChunks } from '../../src/text/inspect.js';
import { dictionariesDir } from './english-fixtures.js';

const frontEnd = createFrontEnd({ dictionariesDir });
const language = 'en-us';

function finished<Result>(steps: Generator<void, Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

test('phonemize tells each word’s phonemes, source, tag and place, and what was dropped', () => {
  const result = finished(phonemize(frontEnd, { text: 'Hello [Leith](/lˈiθ☃/) wuzzlefrump.', language }));
  expect(result.segments).toEqual([expect.stringMatching(/^həlˈO lˈiθ \S+\.$/)]);
  expect(result.dropped).toEqual(['☃']);
  expect(result.words).toEqual([
    { text: 'Hello', phonemes: 'həlˈO', source: 'dictionary', tag: expect.any(String), start: 0, end: 5 },
    expect.objectContaining({ text: 'Leith', phonemes: 'lˈiθ', source: 'inline', start: 6, end: 22 }),
    expect.objectContaining({ text: 'wuzzlefrump', source: 'model', start: 23, end: 34 }),
    expect.objectContaining({ text: '.', phonemes: '.', source: 'rule' }),
  ]);
});

test('normalizeText shows the spoken text and where its parts come from', () => {
  const text = 'It costs $5. [pause:1s] Yes.';
  const { text: spoken, spans } = finished(normalizeText(frontEnd, { text, language }));
  const money = spans.find(({ start, end }) => spoken.slice(start, end) === 'five dollars');
  expect(money).toMatchObject({ sourceStart: 9, sourceEnd: 11, class: 'currency' });
  expect(spoken).toContain('Yes.');
});

test('planChunks shows sentences and segments with their silences', () => {
  const text = 'One here. Two there. [pause:1.5s] Three.';
  const { sentences, segments } = finished(planChunks(frontEnd, { text, language }));
  expect(sentences.map((sentence) => text.slice(sentence.sourceStart, sentence.sourceEnd))).toEqual([
    'One here.',
    'Two there.',
    'Three.',
  ]);
  expect(segments.map(({ text: words, pauseSec }) => [words, pauseSec])).toEqual([
    ['One here. Two there.', 1.5],
    ['Three.', 0],
  ]);
  expect(segments[0]?.tokens).toBeGreaterThan(10);
});
