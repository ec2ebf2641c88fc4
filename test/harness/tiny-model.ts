/** The model of a sine per token: made once, by the program that `npm run build:ts` compiles. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { tinyModelDir } from './assets.js';

export function makeTinyModel(): void {
  if (existsSync(join(tinyModelDir, 'model.json'))) return;
  const made = spawnSync(process.execPath, ['dist/models/tiny/generate.js', join(tinyModelDir, '..')]);
  if (made.status !== 0) throw new Error(`The tiny model cannot be made: ${made.stderr}`);
}
