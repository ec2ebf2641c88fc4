/**
 * How long does the front end take? npx tsc -p . && node dist/bench/front-end.js [DICTIONARIES]
 *
 * Sentences of the reference data one by one (median, 99th percentile), the first segment of a long text, and the
 * longest single pull of texts that no sentence rule can cut.
 */
import { join } from 'node:path';
import { cacheDirectory, configure } from '../src/config.js';
import { createFrontEnd } from '../src/text/front-end.js';
import { referenceLines } from '../test/text/english-fixtures.js';

const dictionariesDir = process.argv[2] ?? join(cacheDirectory(configure([]).config), 'dictionaries');
const rssBefore = process.memoryUsage().rss;
const loadStart = performance.now();
const frontEnd = createFrontEnd({ dictionariesDir });
const language = 'en-us';

/** Milliseconds of each turn of a text: a segment, or a rest in which the server serves others. */
function pulls(text: string, most = Number.POSITIVE_INFINITY): number[] {
  const times: number[] = [];
  const turns = frontEnd.turns({ text, language, firstSegmentTokens: 40 });
  for (let isDone = false; !isDone && times.length < most; ) {
    const start = performance.now();
    isDone = turns.next().done === true;
    times.push(performance.now() - start);
  }
  return times;
}

/** Each pull's best of three runs, so that what else the machine does is not counted. */
function steadyPulls(text: string): number[] {
  const runs = [pulls(text), pulls(text), pulls(text)];
  return (runs[0] ?? []).map((_, i) =>
    Math.min(...runs.map((times) => times[i] ?? Number.POSITIVE_INFINITY)),
  );
}

function report(label: string, value: number, unit = 'ms'): void {
  console.log(`${label.padEnd(52)} ${value.toFixed(3)} ${unit}`);
}

const sum = (times: readonly number[]): number => times.reduce((total, time) => total + time, 0);
const quantile = (times: readonly number[], q: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(q * (times.length - 1))] ?? 0;

pulls('Hello.');
report('data and first sentence', performance.now() - loadStart);
report('memory of the data', (process.memoryUsage().rss - rssBefore) / 2 ** 20, 'MiB');

const sentences = (referenceLines('us') ?? []).map(({ text }) => text);
if (sentences.length > 0) {
  for (const sentence of sentences.slice(0, 300)) pulls(sentence);
  const fresh = sentences.slice(300).map((sentence) => sum(pulls(sentence)));
  report('one sentence never seen before, median', quantile(fresh, 0.5));
  report('one sentence never seen before, 99th percentile', quantile(fresh, 0.99));
  const times = sentences.map((sentence) => sum(steadyPulls(sentence)));
  report('one sentence, median', quantile(times, 0.5));
  report('one sentence, 99th percentile', quantile(times, 0.99));
  const long = sentences.join(' ');
  report(
    'first segment of 100 kB',
    quantile(
      Array.from({ length: 20 }, () => pulls(long.slice(0, 100_000), 1)[0] ?? 0),
      0.5,
    ),
  );
}

const hostile: readonly (readonly [string, string])[] = [
  ['one letter', 'a'],
  ['one blank word', 'word '],
  ['capitals', 'A'],
  ['digits', '7'],
  ['digits and letters', 'a1'],
  ['hyphens between letters', 'a-'],
  ['apostrophes', "a'"],
  ['full stops', '.'],
  ['letter and stop', 'a.'],
  ['brackets', '(['],
  ['camel case', 'aB'],
  ['unknown words', 'xqzt vblorg wuzzle '],
  ['Han', '漢'],
  ['emoji', '😀'],
  ['combining marks', 'e\u0301\u0302\u0303\u0304\u0305'],
  ['line ends', '\n'],
  ['dollar signs', '$5 '],
  ['urls', 'http://a.b/c?d=e '],
];
for (const [label, unit] of hostile) {
  const small = sum(steadyPulls(unit.repeat(Math.ceil(100_000 / unit.length))));
  const times = steadyPulls(unit.repeat(Math.ceil(400_000 / unit.length)));
  const ratio = sum(times) / small;
  report(`${label}: longest pull of 400 kB (4 × takes ${ratio.toFixed(1)} ×)`, Math.max(...times));
}
