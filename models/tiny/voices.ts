import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const rows = 510;
const styleSize = 256;
/** Column of the voice's pitch in Hz (prosody half), and of its level (timbre half). */
const pitchColumn = 128;
const levelColumn = 0;

/** The tiny voices and their pitch in Hz. */
export const tinyVoices = { af_heart: 200, am_michael: 110, bf_emma: 180 } as const;

/** A pack of 510 × 256: the pitch rises by 0.02 Hz a row, so that a test can tell which row was used. */
export function voicePack(pitchHz: number): Float32Array {
  const pack = new Float32Array(rows * styleSize);
  for (let row = 0; row < rows; row++) {
    pack[row * styleSize + levelColumn] = 1;
    pack[row * styleSize + pitchColumn] = pitchHz + 0.02 * row;
  }
  return pack;
}

/** Writes the packs as NAME.bin, little-endian float32. */
export function writeVoices(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, pitchHz] of Object.entries(tinyVoices)) {
    writeFileSync(join(folder, `${name}.bin`), new Uint8Array(voicePack(pitchHz).buffer));
  }
}
