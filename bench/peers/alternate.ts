/** One question at a time, the sides taking turns. */
import { median, round } from '../record.js';
import { type Answer, audioSec, firstAudioMs, playback, realTimeFactor } from './answer.js';
import { rested } from './process-tree.js';
import { ourName, type Side } from './side.js';

type Row = Record<string, string | number>;

/** Every text by every side, `runs` times over; a first round is spoken and not counted. */
export async function alternate(
  sides: readonly Side[],
  texts: readonly (readonly [name: string, text: string])[],
  runs: number,
): Promise<Row[]> {
  for (const side of sides) {
    for (const [, text] of texts) await side.speak(text);
    await rested(side.pid);
  }
  const rows: Row[] = [];
  for (const [name, text] of texts) {
    const answers = new Map<string, Answer[]>(sides.map((side) => [side.name, []]));
    for (let run = 0; run < runs; run++) {
      // Each begins a round in turn: what a neighbour leaves in the processor's caches is shared out.
      for (let turn = 0; turn < sides.length; turn++) {
        const side = sides[(run + turn) % sides.length];
        if (side) answers.get(side.name)?.push(await side.speak(text));
      }
      console.error(`${name}: round ${run + 1} of ${runs}`);
    }
    const ours = answers.get(ourName) ?? [];
    for (const [side, theirs] of answers) rows.push({ text: name, side, ...figures(theirs, ours) });
  }
  return rows;
}

/** Medians of one side; ratios are ours by theirs, the median over the rounds. */
function figures(theirs: readonly Answer[], ours: readonly Answer[]): Row {
  const middle = (of: (answer: Answer) => number): number => median(theirs.map(of));
  const ratio = (of: (answer: Answer) => number): number =>
    round(median(theirs.map((answer, run) => of(ours[run] ?? answer) / of(answer))));
  const heardMs = (answer: Answer): number => playback(answer).heardMs;
  return {
    audioSec: round(middle(audioSec), 2),
    'first audio ms': round(middle(firstAudioMs), 1),
    'first heard ms': round(middle(heardMs), 1),
    'whole ms': round(
      middle(({ wholeMs }) => wholeMs),
      1,
    ),
    rtf: round(middle(realTimeFactor)),
    'first audio, ours / theirs': ratio(firstAudioMs),
    'first heard, ours / theirs': ratio(heardMs),
    'whole, ours / theirs': ratio(({ wholeMs }) => wholeMs),
    'rtf, ours / theirs': ratio(realTimeFactor),
  };
}
