/** The engine of a configuration, or what stands in its place with KOKORO_DEGRADED_START. */
import type { Config } from '../config.js';
import type { Engine } from '../engine/engine.js';
import type { NativeAddon, NativeEngineOptions } from '../engine/native.js';
import { AddonEngine } from '../engine/native-engine.js';
import { SpeechError } from '../errors.js';
import { AbsentEngine } from './absent-engine.js';
import { engineOptions, workerCount } from './engine-options.js';
import { usableCores } from './usable-cores.js';

export interface OpenedEngine {
  readonly engine: Engine;
  /** Undefined when there is no model. */
  readonly options: NativeEngineOptions | undefined;
  readonly workers: number;
}

/** Begins to load the model. Throws MODEL_LOAD_FAILED when there is none, unless the server shall stay up without. */
export function openEngine(config: Config, cacheDir: string, addon: NativeAddon): OpenedEngine {
  const cores = usableCores();
  try {
    const options = engineOptions(config, cacheDir, cores);
    return { engine: new AddonEngine(addon, options, config.lookahead), options, workers: options.workers };
  } catch (error) {
    if (!isTolerable(config, error)) throw error;
    return {
      engine: new AbsentEngine(error, addon.formats),
      options: undefined,
      workers: workerCount(config, cores),
    };
  }
}

/** True for a model that cannot be loaded where that does not end the process. */
export function isTolerable({ degradedStart }: Config, error: unknown): error is SpeechError {
  return degradedStart && error instanceof SpeechError && error.code === 'MODEL_LOAD_FAILED';
}
