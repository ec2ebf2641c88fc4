/**
 * Makes the table of frozen statistics that windows are decoded with: `node dist/models/calibrate/main.js MODELDIR VOICESDIR
 * TABLE`. Six sentences a voice, in single precision; some minutes for all 54. The table belongs to the weights it was made
 * with and is not used with others.
 */

import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { loadAddon } from '../../src/engine/addon.js';
import { readModelDescription } from '../../src/engine/model-description.js';
import sentences from './sentences.json' with { type: 'json' };

const [modelDir, voicesDir, table] = process.argv.slice(2);
if (!modelDir || !voicesDir || !table) {
  console.error('usage: calibrate MODELDIR VOICESDIR TABLE');
  process.exit(2);
}
const { name, sha256, split, constants } = readModelDescription(modelDir);
const voices = readdirSync(voicesDir)
  .filter((file) => file.endsWith('.bin'))
  .map((file) => file.replace(/\.bin$/, ''))
  .sort();
loadAddon(fileURLToPath(new URL('../../..', import.meta.url))).calibrateVoices(
  {
    modelName: name,
    modelDir,
    voicesDir,
    split,
    constants,
    provider: 'cpu',
    tier: 'fp32',
    threads: availableParallelism(),
    workers: 1,
    capacity: 1,
    timbreRow: 120,
    statistics: '',
    learnedStatistics: '',
    calibration: [],
    weightsSha256: sha256,
  },
  voices,
  sentences,
  table,
);
console.log(`${voices.length} voices calibrated for ${name}: ${table}`);
