/** Many clients at once: each asks for a sentence and, when it has it, for another one. */
import { median, round } from '../record.js';
import { type Answer, audioSec, firstAudioMs, playback } from './answer.js';
import { peakMemoryMb, rested } from './process-tree.js';
import { ourName, type Side } from './side.js';
import { crowdSentence } from './texts.js';

type Row = Record<string, string | number>;

const sentencesEach = 2;

/** The crowd before every side in turn, `runs` times over. */
export async function crowds(sides: readonly Side[], clients: number, runs: number): Promise<Row[]> {
  const found = new Map<string, Figures[]>(sides.map((side) => [side.name, []]));
  for (const side of sides) {
    await side.speak(crowdSentence(0));
    await rested(side.pid);
  }
  for (let run = 0; run < runs; run++) {
    for (const side of sides) {
      found.get(side.name)?.push(await crowd(side, clients));
      await rested(side.pid);
      console.error(`round ${run + 1} of ${runs}: ${side.name}`);
    }
  }
  const ours = middles(found.get(ourName) ?? []);
  return [...found].map(([side, figures]) => {
    const theirs = middles(figures);
    const row: Row = { side, clients };
    for (const [name, value] of Object.entries(theirs)) row[name] = round(value, 2);
    for (const name of ['audio s / s', 'first p50 ms', 'first p95 ms', 'peak MB'])
      row[`${name}, ours / theirs`] = round((ours[name] ?? Number.NaN) / (theirs[name] ?? Number.NaN));
    return row;
  });
}

type Figures = Readonly<Record<string, number>>;

async function crowd(side: Side, clients: number): Promise<Figures> {
  const answers: Answer[] = [];
  const client = async (number: number): Promise<void> => {
    for (let at = 0; at < sentencesEach; at++)
      answers.push(await side.speak(crowdSentence(number + at * clients)));
  };
  const startedAt = performance.now();
  const { mb } = await peakMemoryMb(side.pid, () =>
    Promise.all(Array.from({ length: clients }, (_, number) => client(number))),
  );
  const wallSec = (performance.now() - startedAt) / 1000;
  const firsts = answers.map(firstAudioMs).sort((a, b) => a - b);
  const gaps = answers.map((answer) => playback(answer).gaps);
  const spokenSec = answers.reduce((sum, answer) => sum + audioSec(answer), 0);
  return {
    'audio s / s': spokenSec / wallSec,
    'first p50 ms': quantile(firsts, 0.5),
    'first p95 ms': quantile(firsts, 0.95),
    'answers with a gap': gaps.filter((each) => each.length > 0).length,
    'worst gap ms': Math.max(0, ...gaps.flat()),
    'gaps, s in all': gaps.flat().reduce((sum, gap) => sum + gap, 0) / 1000,
    'peak MB': mb,
  };
}

function middles(runs: readonly Figures[]): Figures {
  const names = Object.keys(runs[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, median(runs.map((figures) => figures[name] ?? Number.NaN))]),
  );
}

/** The smallest value that is not below a share of the sorted ones. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
