/** Tokens to samples: our engine's routes against the stock one, alternating, each run in a process of its own. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, caseLines } from './cases.js';
import { median, record, round } from './record.js';
import { textNames } from './texts.js';

/** `node dist/bench/decode.js '10 words'`: only these texts. */
const wanted = process.argv.slice(2);
const names = textNames.filter((name) => wanted.length === 0 || wanted.includes(name));

/** Rounds per text; a hundred words take the stock route half a minute. */
const roundsOf = { '1 word': 3, '10 words': 3, '100 words': 1 } as const;
const sampleRate = 24_000;
const routes = ['stock', 'graph', 'fp32', 'auto'] as const;
const modelDir =
  ['fp32', 'int8']
    .map((name) => join(cacheDir, 'imported', name))
    .find((dir) => existsSync(join(dir, 'model.json'))) ?? '';

/** Seconds and samples of a whole text. */
interface Run {
  readonly seconds: number;
  readonly samples: number;
}

function run(route: string, threads: number, lines: readonly string[]): Run {
  const args = [route, modelDir, String(threads), '1'];
  const { status, stdout, stderr } = spawnSync('build-bench/decode_bench', args, {
    input: `${lines.join('\n')}\n`,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`decode_bench ${args.join(' ')}: ${stderr}`);
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number));
  const sum = (at: number): number => rows.reduce((total, row) => total + (row[at] ?? 0), 0);
  return { seconds: sum(1), samples: sum(2) };
}

const rows = [];
for (const threads of [1, 2]) {
  for (const name of names) {
    const lines = caseLines(name);
    const runs = new Map<string, Run[]>(routes.map((route) => [route, []]));
    for (let at = 0; at < roundsOf[name]; at++)
      for (const route of routes) runs.get(route)?.push(run(route, threads, lines));
    const seconds = (route: string): number => median((runs.get(route) ?? []).map((each) => each.seconds));
    // The stock graph decodes the pads too; so do ours here, nothing is cut: same audio on both sides.
    const audioSec = (runs.get('stock')?.[0]?.samples ?? Number.NaN) / sampleRate;
    const row: Record<string, string | number> = { text: name, threads, audioSec: round(audioSec, 2) };
    for (const route of routes) row[`${route} ms`] = round(1000 * seconds(route), 1);
    for (const route of routes) row[`${route} rtf`] = round(seconds(route) / audioSec);
    row['stock / fp32'] = round(seconds('stock') / seconds('fp32'), 2);
    row['stock / auto'] = round(seconds('stock') / seconds('auto'), 2);
    rows.push(row);
  }
}
record(
  'decode',
  'medians of 3 (100 words: 1) alternating runs, tokens to samples, nothing cut, statistics live',
  rows,
);
