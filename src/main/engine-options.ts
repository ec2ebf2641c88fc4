/** Settings to the struct the addon is given: where the model lies, how many threads it gets. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, projectRoot } from '../config.js';
import { readModelDescription } from '../engine/model-description.js';
import type { NativeEngineOptions } from '../engine/native.js';
import { SpeechError } from '../errors.js';

/** Imported models that `auto` takes, best first. */
const preferred = ['fp32', 'int8', 'fp16'];
/** What the importer writes last: a folder with it is a whole model. */
const stampFile = 'model.json';

/** Frozen statistics of the stock voices, made by models/calibrate. */
const statisticsTable = join(projectRoot, 'models', 'statistics', 'kokoro-v1.0-int8.table');

/** Phonemes that voices of one's own are calibrated with, the same as the stock voices were. */
const calibrationFile = join(projectRoot, 'models', 'calibrate', 'sentences.json');

/** Parallel runs of the model. */
export function workerCount(
  { workers, provider }: Pick<Config, 'workers' | 'provider'>,
  cores: number,
): number {
  if (workers !== 'auto') return workers;
  return provider === 'cuda' ? 1 : Math.min(2, cores);
}

/** The addon's options. Throws MODEL_LOAD_FAILED naming the folder that holds no model. */
export function engineOptions(config: Config, cacheDir: string, cores: number): NativeEngineOptions {
  const workers = workerCount(config, cores);
  const modelDir = modelFolder(config, cacheDir);
  const { name, sha256, split, constants } = readModelDescription(modelDir);
  return {
    modelName: name,
    modelDir,
    split,
    constants,
    voicesDir: config.voicesDir ?? join(cacheDir, 'voices'),
    provider: config.provider === 'cuda' ? 'cuda' : 'cpu',
    tier: config.tier,
    threads: config.threads === 'auto' ? Math.max(1, Math.floor(cores / workers)) : config.threads,
    workers,
    capacity: config.synthQueue < 0 ? mostUtterances : workers + config.synthQueue,
    timbreRow: config.timbreRow === 'own' ? -1 : config.timbreRow,
    statistics: config.decode === 'exact' || !existsSync(statisticsTable) ? '' : statisticsTable,
    learnedStatistics: join(cacheDir, `voice-statistics-${sha256.slice(0, 16)}.table`),
    calibration: JSON.parse(readFileSync(calibrationFile, 'utf8')),
    weightsSha256: sha256,
  };
}

/** The engine's bound where the server has none. */
const mostUtterances = 100_000;

function modelFolder(config: Config, cacheDir: string): string {
  const candidates = modelFolders(config, cacheDir);
  const found = candidates.find((folder) => existsSync(join(folder, stampFile)));
  if (found !== undefined) return found;
  const looked = candidates.join(', ');
  throw new SpeechError('MODEL_LOAD_FAILED', `No imported model found in ${looked}. Run: npm run setup`);
}

/** Where the model may be, best first: set-up imports a file of the operator's own as `custom`. */
function modelFolders({ modelDir, modelPath, model }: Config, cacheDir: string): string[] {
  const base = modelDir ?? join(cacheDir, 'imported');
  if (modelDir === undefined && modelPath !== undefined) return [join(base, 'custom')];
  if (model !== 'auto') return [join(base, model)];
  return [base, ...preferred.map((name) => join(base, name))];
}
