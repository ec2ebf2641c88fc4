/** POST /dev/unload: gives the memory of the model back; the next request loads it again. */
import { SpeechError } from '../../errors.js';
import { jsonReply, type Route } from '../../http/route.js';

/** Whoever can do without its model. */
export interface Unloadable {
  /** Resolves when the model is gone: after the segments that were running, or at once when there was none. */
  unload(): Promise<void>;
}

/** The route; closed without an engine. `isReady` is asked for each request. A body is neither needed nor read. */
export function unloadRoute(engine: Unloadable | undefined, isReady: () => boolean): Route {
  return {
    method: 'POST',
    path: '/dev/unload',
    summary: 'Gives the memory of the model back.',
    produces: ['application/json'],
    speaks: false,
    answer: async () => {
      if (engine === undefined)
        throw new SpeechError('FEATURE_DISABLED', 'The /dev/unload endpoint is disabled');
      if (!isReady())
        throw new SpeechError('NOT_READY', 'Model manager not initialized', { retryAfterSec: 5 });
      try {
        await engine.unload();
      } catch (error) {
        throw new SpeechError('INTERNAL', 'Unload failed.', { cause: error });
      }
      return jsonReply({ status: 'unloaded' });
    },
  };
}
