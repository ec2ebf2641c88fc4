/** Where set-up has put the real model, for tests that speak with it. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export const projectRoot = resolve('.');

export const cacheDir =
  process.env.KOKORO_CACHE_DIR ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kokoro-native');

/** The imported model: full precision where it could be had. */
export const modelDir =
  ['fp32', 'int8']
    .map((name) => join(cacheDir, 'imported', name))
    .find((dir) => existsSync(join(dir, 'model.json'))) ?? join(cacheDir, 'imported', 'int8');

export const voicesDir = join(cacheDir, 'voices');

/** Made by models/tiny/generate.ts: the real graphs' inputs and outputs, a sine per token. */
export const tinyModelDir = resolve('build/tiny/model');
export const tinyVoicesDir = resolve('build/tiny/voices');
