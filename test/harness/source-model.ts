import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readWhole, type WholeModel } from '../../models/import/whole-graph.js';
import { cacheDir } from './assets.js';

/** The real int8 export as set-up fetches it, or undefined with one line that says so. */
export function sourceModelPath(): string | undefined {
  const path = join(cacheDir, 'downloads', 'kokoro-v1.0.int8.onnx');
  if (existsSync(path)) return path;
  process.stderr.write(`skipped: the tests on the real model need ${path} (npm run setup -- --only model)\n`);
  return undefined;
}

let read: WholeModel | undefined;

/** The real model, read and dequantised once per test file. */
export function realModel(path: string): WholeModel {
  read ??= readWhole(path);
  return read;
}
