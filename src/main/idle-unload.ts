/** Gives the model's memory back when nobody has spoken for a while; whatever is spoken next loads it again. */
import { errorFields, type Log } from '../log.js';

export interface IdleEngine {
  readonly isLoaded: boolean;
  /** How long nobody has spoken, in ms. */
  readonly idleMs: number;
  unload(): Promise<void>;
}

/** Looks now and then whether the engine has been idle for `seconds`; 0: never. The timer keeps no process alive. */
export function unloadWhenIdle(engine: IdleEngine, seconds: number, log: Log): void {
  if (seconds === 0) return;
  const everySec = Math.min(10, Math.max(1, seconds / 2));
  const look = (): void => {
    if (!engine.isLoaded || engine.idleMs < seconds * 1000) return;
    engine.unload().then(
      () => log.info('model unloaded', { idleSec: seconds }),
      (error: unknown) => log.error('unloading failed', errorFields(error)),
    );
  };
  setInterval(look, everySec * 1000).unref();
}
