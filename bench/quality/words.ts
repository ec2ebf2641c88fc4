/** Word times against those of a forced aligner that knows nothing of the model: pocketsphinx. */
import { spokenSegment } from '../../src/speech/word-times.js';
import { round } from '../record.js';
import type { Line } from './material.js';
import { answers, interpreter } from './python.js';
import { mean, quantile } from './seams.js';
import { decodeLines, type Row, statistics } from './tiers.js';

const script = 'alignment.py';

/** The interpreter to align with, if there is one. */
export function aligner(environment: string | undefined): string | undefined {
  return interpreter(environment, script, 'Word starts are');
}

/** Rows by voice and together: our starts less the aligner's, in ms; the aligner's own step is 10 ms. */
export async function wordRows(lines: readonly Line[], python: string): Promise<Row[]> {
  const { all } = await decodeLines({ tier: 'auto', statistics }, lines);
  const spoken = lines.flatMap(({ segment, voice }, at) => {
    const decoded = all[at];
    if (!decoded) return [];
    const words = spokenSegment(segment, decoded.report, voice).words.filter(
      ({ isPunctuation }) => !isPunctuation,
    );
    return [{ voice, words, wave: decoded.samples }];
  });
  const aligned = answers(
    python,
    script,
    spoken.map(({ wave, words }) => ({ wave, words: words.map(({ word }) => word.toLowerCase()) })),
  );
  const errors = spoken.flatMap(({ voice, words }, at) => {
    const starts = aligned[at];
    if (!Array.isArray(starts)) return [];
    return words.map(({ start }, index) => ({ voice, error: 1000 * (start - Number(starts[index])) }));
  });
  const voices = ['all', ...new Set(lines.map(({ voice }) => voice))];
  const unaligned = aligned.filter((starts) => !Array.isArray(starts)).length;
  return voices.map((name) => {
    const own = errors.filter(({ voice }) => name === 'all' || voice === name).map(({ error }) => error);
    const sizes = own.map(Math.abs);
    return {
      voice: name,
      words: own.length,
      'mean ms': round(mean(own), 1),
      'mean absolute ms': round(mean(sizes), 1),
      'median absolute ms': round(quantile(sizes, 0.5), 1),
      'p90 ms': round(quantile(sizes, 0.9), 1),
      ...(name === 'all' ? { 'sentences not aligned': unaligned } : {}),
    };
  });
}
