import type { Speech } from './speech.js';
import type { SpeechEvent } from './spoken-part.js';

/** Events of an answer, whoever makes them. */
export type SpeechEvents = ReturnType<Speech['events']>;

/** Sees events before whoever reads them. */
export interface Watcher {
  event(event: SpeechEvent): Promise<void>;
  end(): Promise<void>;
  /** The reader left, or the speech failed. */
  brokenOff(): Promise<void>;
}

/** The same events, each shown to `watcher` first. */
export async function* watched(events: SpeechEvents, watcher: Watcher): SpeechEvents {
  let isWhole = false;
  try {
    for (;;) {
      const next = await events.next();
      if (next.done) {
        isWhole = true;
        await watcher.end();
        return next.value;
      }
      await watcher.event(next.value);
      yield next.value;
    }
  } finally {
    if (!isWhole) {
      await watcher.brokenOff();
      await events.return({
        samples: 0,
        head: new Uint8Array(),
        headReplaces: 0,
        computeSec: 0,
        queueSec: 0,
      });
    }
  }
}
