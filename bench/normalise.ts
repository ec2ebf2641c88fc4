/**
 * Does every step before G2P take linear time on hostile text? Each step reads each input of 100 kB and a quarter of it;
 * printed are CPU milliseconds, their ratio (5 is the limit) and how much the text grew. Arguments: bytes, rows to print.
 */

import { splitChunks } from '../src/text/chunks.js';
import { parseControl } from '../src/text/control/control.js';
import { readInline } from '../src/text/control/inline.js';
import { withPunctuationSilences } from '../src/text/control/punctuation-silence.js';
import { stripMarkup } from '../src/text/markup/markup.js';
import { normalizeLikeKokoroFastApi } from '../src/text/normalize/compat/kokoro-fastapi.js';
import { normalizeEnglish } from '../src/text/normalize/en/english.js';
import { splitSentences } from '../src/text/sentences.js';

const prose = 'The quick brown fox, aged 12, paid $5.50 on May 5 and went home to sleep. ';
const units = [
  ...[
    'a',
    'A',
    '1',
    '.',
    '!?',
    ' ',
    '\n',
    'a\n',
    '-',
    '_',
    '*',
    '**a',
    '`',
    '[',
    '[a](',
    '[pause:',
    '[voice:a',
    '<',
    '<b',
  ],
  ...[
    '<!--',
    '<script>',
    '&',
    '&amp',
    'a@',
    'a@a.',
    'a.',
    'ab.cd.',
    'U.S.',
    '/',
    '/a',
    'http://a.b/',
    'www.',
    '1,000,',
  ],
  ...[
    '1.1.',
    '1/2/',
    '1:1:',
    '1-',
    '555-',
    '$1',
    '$',
    '1%',
    '5km ',
    'IV ',
    '#a',
    '😀',
    'e\u0301',
    '"a" ',
    "a'b",
    '½',
    'x²',
  ],
  ...[
    'May 5 ',
    'St. Dr. ',
    'No. ',
    '... ',
    '|a',
    '> ',
    '<p>a</p>',
    '(a',
    '10:30am-',
    'a=b',
    '你好。',
    'a1',
    '1x1',
    '^1',
    'A-1-',
  ],
  ...['e.g. ', '1 000 ', '1e1', 'α β', '5\'5" ', 'A. B. ', '« a » ', 'aB', prose],
];
const steps: Readonly<Record<string, (text: string) => unknown>> = {
  control: (text) => parseControl(text, { voiceTags: true, silenceTags: true }),
  inline: readInline,
  silences: withPunctuationSilences,
  markup: (text) => stripMarkup(text, 'auto', 'name'),
  markdown: (text) => stripMarkup(text, 'markdown', 'skip'),
  english: (text) => normalizeEnglish(text, {}),
  compat: (text) => normalizeLikeKokoroFastApi(text, { switches: { unit_normalization: true } }),
  sentences: (text) => splitSentences(text, 'en-us'),
  chunks: (text) => splitChunks(text, 80),
};

function cpuMs(work: () => unknown): { ms: number; result: unknown } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, result };
}

/** The best of three, so that neither compiling nor what else the machine does is counted. */
function steadyCpuMs(work: () => unknown): { ms: number; result: unknown } {
  const runs = [cpuMs(work), cpuMs(work), cpuMs(work)] as const;
  return { ms: Math.min(...runs.map(({ ms }) => ms)), result: runs[0].result };
}

const bytes = Number(process.argv[2] ?? 100_000);
const rows: { input: string; step: string; ms: number; ratio: number; growth: number }[] = [];
for (const step of Object.values(steps)) for (let round = 0; round < 5; round += 1) step(prose.repeat(200));
for (const input of units) {
  const text = input.repeat(Math.ceil(bytes / input.length)).slice(0, bytes);
  for (const [step, run] of Object.entries(steps)) {
    const quarter = steadyCpuMs(() => run(text.slice(0, bytes / 4)));
    const { ms, result } = steadyCpuMs(() => run(text));
    const grown =
      typeof result === 'object' && result !== null && 'text' in result ? String(result.text).length : 0;
    rows.push({ input, step, ms, ratio: ms / Math.max(quarter.ms, 0.1), growth: grown / bytes });
  }
}
rows.sort((left, right) => right.ms - left.ms);
for (const { input, step, ms, ratio, growth } of rows.slice(0, Number(process.argv[3] ?? 30))) {
  const columns = [
    JSON.stringify(input).padEnd(16),
    step.padEnd(10),
    ms.toFixed(1).padStart(8),
    `x${ratio.toFixed(1)}`.padStart(7),
  ];
  console.log([...columns, growth.toFixed(1).padStart(6)].join(' '));
}
const slow = rows.filter(({ ms }) => ms > 50).length;
const superlinear = rows.filter(({ ms, ratio }) => ms > 5 && ratio > 5).length;
console.log(
  `${rows.length} runs of ${bytes} characters: ${slow} above 50 ms, ${superlinear} more than five times a quarter`,
);
