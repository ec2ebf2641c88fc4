/** Is the pitch what was asked for? Found by a tracker, against the same sentence unshifted. */
import { openEngine } from '../../test/harness/real-engine.js';
import { levelDb } from '../../test/harness/spectrum.js';
import { round } from '../record.js';
import { decode } from './decode.js';
import { pitchError } from './fundamental.js';
import { cutPiece, type Line } from './material.js';
import { mean } from './seams.js';
import { type Row, statistics } from './tiers.js';

const shifts = [-6, -4, -2, 2, 4, 6];

/** Rows by shift. Whispers have no pitch: lines in which next to nothing is voiced do not count. */
export async function pitchRows(lines: readonly Line[]): Promise<Row[]> {
  const engine = openEngine({ tier: 'auto', statistics });
  try {
    const found = shifts.map((semitones) => ({
      semitones,
      errors: [] as number[],
      octaves: [] as number[],
      levels: [] as number[],
    }));
    for (const { segment, voice } of lines) {
      const natural = await decode(engine, cutPiece(segment.phonemes), { speaker: voice });
      for (const { semitones, errors, octaves, levels } of found) {
        const { samples } = await decode(engine, cutPiece(segment.phonemes), {
          speaker: voice,
          pitch: semitones,
        });
        const { error, octaves: slips } = pitchError(natural.samples, samples, semitones);
        if (Number.isNaN(error)) continue;
        errors.push(error);
        octaves.push(slips);
        levels.push(levelDb(samples) - levelDb(natural.samples));
      }
    }
    return found.map(({ semitones, errors, octaves, levels }) => ({
      semitones,
      utterances: errors.length,
      'mean error': round(mean(errors), 3),
      'worst error': round(Math.max(...errors.map(Math.abs)), 3),
      'octave slips': round(mean(octaves), 3),
      'level dB': round(mean(levels), 2),
    }));
  } finally {
    engine.close();
  }
}
