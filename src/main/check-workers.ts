import { type Config, ConfigError } from '../config.js';

/** Throws ConfigError for several workers on one GPU, which is untested, unless the operator insists. */
export function checkWorkers(config: Config, provider: string, workers: number): void {
  if (/^cpu/i.test(provider) || workers === 1 || config.allowExperimentalCudaConcurrency) return;
  throw new ConfigError([
    `KOKORO_WORKERS must be 1 on a GPU, got ${workers}. KOKORO_ALLOW_EXPERIMENTAL_CUDA_CONCURRENCY=1 allows more.`,
  ]);
}
