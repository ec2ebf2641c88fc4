/** What stands in the engine's place when the model cannot be loaded and the server stays up all the same. */
import type { Engine, EngineEvent } from '../engine/engine.js';
import type { EngineInfo, NativeFormat, UtteranceEnd } from '../engine/native.js';
import type { SpeechError } from '../errors.js';

export class AbsentEngine implements Engine {
  readonly ready: Promise<EngineInfo>;
  readonly isLoaded = false;

  /** `reason` is why nobody can speak; every request for speech hears it. */
  constructor(
    private readonly reason: SpeechError,
    readonly formats: readonly NativeFormat[],
  ) {
    this.ready = Promise.reject(reason);
    this.ready.catch(() => {}); // whoever awaits it is told
  }

  voices(): readonly string[] {
    return [];
  }

  // biome-ignore lint/correctness/useYield: it never has anything to say
  async *speak(): AsyncGenerator<EngineEvent, UtteranceEnd> {
    throw this.reason;
  }

  unload(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {}
}
