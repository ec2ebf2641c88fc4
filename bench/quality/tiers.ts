/** Each way of computing the generator against the one that is more exact: the table of limits of the quality gate. */
import { existsSync } from 'node:fs';
import { openEngine } from '../../test/harness/real-engine.js';
import { levelDb, logSpectralDistance } from '../../test/harness/spectrum.js';
import { round } from '../record.js';
import { type Decoded, decode } from './decode.js';
import { cutPiece, type Line } from './material.js';
import { type Opinion, opinions } from './opinion.js';
import { levelJumps, mean, placesBetween, quantile } from './seams.js';

const table = 'models/statistics/kokoro-v1.0-int8.table';

/** The table of statistics if the pinned weights are installed; without it nothing is decoded in windows. */
export const statistics = existsSync(table) ? table : '';

/** Speaks every line with an engine of its own, closed afterwards. */
export async function decodeLines(
  options: Parameters<typeof openEngine>[0],
  lines: readonly Line[],
): Promise<{ readonly tier: string; readonly all: readonly Decoded[] }> {
  const engine = openEngine(options);
  try {
    const { tier } = await engine.ready;
    const all: Decoded[] = [];
    for (const { voice, segment } of lines)
      all.push(await decode(engine, cutPiece(segment.phonemes), { speaker: voice }));
    return { tier, all };
  } finally {
    engine.close();
  }
}

/** What a comparison has found, one of a voice or of all. */
export type Row = Record<string, string | number>;

interface Comparison {
  readonly name: string;
  readonly reference: Decoded;
  readonly decoded: Decoded;
  readonly voice: string;
  readonly opinion?: Opinion;
  readonly referenceOpinion?: Opinion;
}

/** Rows of `fp32` windows against the whole decode and of low precision against `fp32` windows, by voice and together. */
export async function tierRows(lines: readonly Line[], python: string | undefined): Promise<Row[]> {
  const whole = await decodeLines({ tier: 'fp32' }, lines);
  const fp32 = await decodeLines({ tier: 'fp32', statistics }, lines);
  const bf16 = await decodeLines({ tier: 'bf16', statistics }, lines);
  const judge = (all: readonly Decoded[], references: readonly Decoded[]): Opinion[] =>
    python === undefined
      ? []
      : opinions(
          python,
          all.map(({ samples }, at) => ({
            wave: samples,
            reference: (references[at] ?? whole.all[at])?.samples,
          })),
        );
  const judged = [judge(whole.all, []), judge(fp32.all, whole.all), judge(bf16.all, fp32.all)] as const;
  const pairs = (
    name: string,
    references: readonly Decoded[],
    all: readonly Decoded[],
    opinionsOf: readonly [readonly Opinion[], readonly Opinion[]],
  ): Comparison[] =>
    lines.flatMap(({ voice }, at) => {
      const [reference, decoded] = [references[at], all[at]];
      const [referenceOpinion, opinion] = [opinionsOf[0][at], opinionsOf[1][at]];
      if (!reference || !decoded) return [];
      const pair = { name, voice, reference, decoded };
      return [referenceOpinion && opinion ? { ...pair, referenceOpinion, opinion } : pair];
    });
  return [
    ...rowsOf(pairs('fp32 windows, against whole', whole.all, fp32.all, [judged[0], judged[1]])),
    ...rowsOf(pairs(`${bf16.tier} windows, against fp32`, fp32.all, bf16.all, [judged[1], judged[2]])),
  ];
}

function rowsOf(comparisons: readonly Comparison[]): Row[] {
  const voices = [...new Set(comparisons.map(({ voice }) => voice))];
  return [
    rowOf('all', comparisons),
    ...voices.map((name) =>
      rowOf(
        name,
        comparisons.filter(({ voice }) => voice === name),
      ),
    ),
  ];
}

function rowOf(voice: string, comparisons: readonly Comparison[]): Row {
  const distances = comparisons.map(({ reference, decoded }) =>
    logSpectralDistance(reference.samples, decoded.samples),
  );
  const levels = comparisons.map(
    ({ reference, decoded }) => levelDb(decoded.samples) - levelDb(reference.samples),
  );
  const seams = comparisons.flatMap(({ reference, decoded }) =>
    levelJumps(reference.samples, decoded.samples, decoded.seams),
  );
  const between = comparisons.flatMap(({ reference, decoded }) =>
    levelJumps(reference.samples, decoded.samples, placesBetween(decoded.seams, decoded.samples.length)),
  );
  return {
    comparison: comparisons[0]?.name ?? '',
    voice,
    sentences: comparisons.length,
    'LSD dB': round(mean(distances), 2),
    'LSD worst': round(Math.max(...distances), 2),
    'level dB': round(mean(levels), 2),
    'level worst': round(Math.max(...levels.map(Math.abs)), 2),
    seams: seams.length,
    'seam dB median': round(quantile(seams, 0.5), 2),
    'seam dB p90': round(quantile(seams, 0.9), 2),
    'seam dB worst': round(Math.max(...seams), 2),
    'between dB median': round(quantile(between, 0.5), 2),
    'between dB p90': round(quantile(between, 0.9), 2),
    ...opinionColumns(comparisons),
  };
}

function opinionColumns(comparisons: readonly Comparison[]): Row {
  const pairs = comparisons.flatMap(({ opinion, referenceOpinion }) =>
    opinion && referenceOpinion ? [{ opinion, referenceOpinion }] : [],
  );
  if (pairs.length === 0) return {};
  return {
    PESQ: round(mean(pairs.map(({ opinion }) => opinion.pesq ?? Number.NaN)), 2),
    OVR: round(mean(pairs.map(({ opinion }) => opinion.overall)), 3),
    'OVR gain': round(mean(pairs.map(({ opinion: a, referenceOpinion: b }) => a.overall - b.overall)), 3),
    'P.808': round(mean(pairs.map(({ opinion }) => opinion.p808)), 3),
    'P.808 gain': round(mean(pairs.map(({ opinion: a, referenceOpinion: b }) => a.p808 - b.p808)), 3),
  };
}
