/** Where durations should stop to follow a pace and the time-stretcher take the rest: speeds against borders. */
import type { Piece } from '../../src/engine/engine.js';
import { openEngine } from '../../test/harness/real-engine.js';
import { round } from '../record.js';
import { decode } from './decode.js';
import type { Line } from './material.js';
import { opinions } from './opinion.js';
import { mean } from './seams.js';
import { type Row, statistics } from './tiers.js';

/** What native/audio/stretch.cc has: from here on the stretcher works. */
const builtIn = { slow: 0.5, fast: 1.5 };

/** Pairs of a speed and the border it is shared at; a border at or beyond the speed leaves all of it to the durations. */
const cases: readonly { readonly speed: number; readonly borders: readonly number[] }[] = [
  { speed: 1, borders: [1] },
  { speed: 1.5, borders: [1, 1.25, 1.4, 1.5] },
  { speed: 2, borders: [1, 1.25, 1.4, 1.5, 2] },
  { speed: 3, borders: [1.25, 1.4, 1.5, 2] },
  { speed: 0.3, borders: [0.5, 0.7] },
];

/**
 * The piece and the speed that make this build share `speed` at `border`: the utterance's speed makes the stretcher do its
 * part, an edit of all tokens sets what the built-in border would have left to the durations.
 */
export function sharedAt(
  phonemes: string,
  speed: number,
  border: number,
): { readonly piece: Piece; readonly speed: number } {
  const own = speed < 1 ? builtIn.slow : builtIn.fast;
  const model = speed < 1 ? Math.max(speed, border) : Math.min(speed, border);
  const edits = [{ from: 0, to: [...phonemes].length, speed: model / own, pitch: 0, gainDb: 0 }];
  return {
    piece: { kind: 'segment', phonemes, leadMs: 50, tailMs: 50, edits },
    speed: (own * speed) / model,
  };
}

/** Rows of DNSMOS by speed and border. */
export async function paceRows(lines: readonly Line[], python: string): Promise<Row[]> {
  const engine = openEngine({ tier: 'auto', statistics });
  try {
    const rows: Row[] = [];
    for (const { speed, borders } of cases)
      for (const border of borders) rows.push(await paceRow(speed, border, lines, engine, python));
    return rows;
  } finally {
    engine.close();
  }
}

async function paceRow(
  speed: number,
  border: number,
  lines: readonly Line[],
  engine: ReturnType<typeof openEngine>,
  python: string,
): Promise<Row> {
  const waves: Float32Array[] = [];
  let durations = 0;
  for (const { segment, voice } of lines) {
    const shared = sharedAt(segment.phonemes, speed, border);
    const { samples } = await decode(engine, shared.piece, { speaker: voice, speed: shared.speed });
    waves.push(samples);
    durations += samples.length / 24_000;
  }
  const judged = opinions(
    python,
    waves.map((wave) => ({ wave })),
  );
  const row = {
    speed,
    border,
    stretch: round(speed / border, 3),
    utterances: lines.length,
    seconds: round(durations, 1),
    OVR: round(mean(judged.map(({ overall }) => overall)), 3),
    'P.808': round(mean(judged.map(({ p808 }) => p808)), 3),
  };
  console.log(JSON.stringify(row));
  return row;
}
