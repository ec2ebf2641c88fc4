/** Ours alone: does a book cost more than a paragraph, for each second of its audio and in memory? */
import { median, round } from '../record.js';
import { type Answer, audioSec, realTimeFactor } from './answer.js';
import { peakMemoryMb, rested } from './process-tree.js';
import type { Side } from './side.js';
import { wordCount, wordsOf } from './texts.js';

type Row = Record<string, string | number>;

interface Run {
  readonly answer: Answer;
  readonly peakMb: number;
}

/** 100 words on both sides of the long text, `runs` times each, so that a machine that slows down shows. */
export async function linear(ours: Side, longWords: number, runs: number): Promise<Row[]> {
  const short = wordsOf(100);
  const long = wordsOf(longWords);
  const speak = async (text: string): Promise<Run> => {
    const { mb, result } = await peakMemoryMb(ours.pid, () => ours.speak(text));
    return { answer: result, peakMb: mb };
  };
  await speak(short);
  await rested(ours.pid);
  const before: Run[] = [];
  for (let run = 0; run < runs; run++) before.push(await speak(short));
  const middle = await speak(long);
  const after: Run[] = [];
  for (let run = 0; run < runs; run++) after.push(await speak(short));
  const factor = (all: readonly Run[]): number => median(all.map(({ answer }) => realTimeFactor(answer)));
  const peak = (all: readonly Run[]): number => median(all.map(({ peakMb }) => peakMb));
  const row = (when: string, text: string, all: readonly Run[]): Row => ({
    when,
    words: wordCount(text),
    audioSec: round(median(all.map(({ answer }) => audioSec(answer))), 2),
    rtf: round(factor(all), 4),
    'peak MB': round(peak(all), 1),
    'rtf, by that of 100 words': round(factor(all) / factor([...before, ...after])),
    'peak MB, by that of 100 words before': round(peak(all) / peak(before)),
  });
  return [row('before', short, before), row('between', long, [middle]), row('after', short, after)];
}
