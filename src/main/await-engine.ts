import type { Config } from '../config.js';
import type { Engine } from '../engine/engine.js';
import type { EngineInfo } from '../engine/native.js';
import { errorFields, type Log } from '../log.js';
import { isTolerable } from './open-engine.js';

/** Resolves when the engine can speak; with undefined, loudly, when it never will and the server stays up all the same. */
export async function awaitEngine(engine: Engine, config: Config, log: Log): Promise<EngineInfo | undefined> {
  try {
    return await engine.ready;
  } catch (error) {
    if (!isTolerable(config, error)) throw error;
    log.error('nothing can be spoken: the model cannot be loaded', errorFields(error));
    return undefined;
  }
}
