/** Is the pace what was asked for? Length of what is heard, from the first sound to the last one. */
import { openEngine } from '../../test/harness/real-engine.js';
import { levelDb } from '../../test/harness/spectrum.js';
import { round } from '../record.js';
import { decode } from './decode.js';
import { cutPiece, type Line } from './material.js';
import { mean } from './seams.js';
import { type Row, statistics } from './tiers.js';

const speeds = [0.25, 0.5, 0.7, 1.2, 1.5, 2, 3, 4, 5];
/** 5 ms. */
const step = 120;
/** Below the loudest step: silence. */
const silenceDb = 45;

/** Seconds from the first sound to the last. */
export function audibleSec(wave: Float32Array): number {
  const levels = Array.from({ length: Math.floor(wave.length / step) }, (_, at) =>
    levelDb(wave.subarray(at * step, (at + 1) * step)),
  );
  const loudest = Math.max(...levels);
  const sounds = (level: number): boolean => level > loudest - silenceDb;
  return ((levels.findLastIndex(sounds) + 1 - levels.findIndex(sounds)) * step) / 24_000;
}

/** Rows by speed: audible length times speed over the length at speed 1; 1 is exact. */
export async function speedRows(lines: readonly Line[]): Promise<Row[]> {
  const engine = openEngine({ tier: 'auto', statistics });
  try {
    const found = speeds.map((speed) => ({ speed, ratios: [] as number[] }));
    for (const { segment, voice } of lines) {
      const piece = cutPiece(segment.phonemes);
      const natural = audibleSec((await decode(engine, piece, { speaker: voice })).samples);
      for (const { speed, ratios } of found) {
        const { samples } = await decode(engine, piece, { speaker: voice, speed });
        ratios.push((audibleSec(samples) * speed) / natural);
      }
    }
    return found.map(({ speed, ratios }) => ({
      speed,
      utterances: ratios.length,
      'mean of length × speed': round(mean(ratios)),
      least: round(Math.min(...ratios)),
      most: round(Math.max(...ratios)),
    }));
  } finally {
    engine.close();
  }
}
