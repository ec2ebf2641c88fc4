import type { Admission, Slot } from './admission.js';

/** One place in the engine for utterances that follow each other: taken when the first of them has passed every check. */
export class SharedPlace {
  #slot: Slot | undefined;
  #isReleased = false;

  /** `audioSec` estimates all of them. */
  constructor(
    private readonly admission: Pick<Admission, 'admit'>,
    private readonly audioSec: number,
  ) {}

  /** The place; only the first call may be refused, with QUEUE_FULL. Whoever speaks cannot give it back. */
  admit(): Slot {
    this.#slot ??= this.admission.admit('stream', this.audioSec);
    if (this.#isReleased) this.#slot.release();
    const { queued } = this.#slot;
    return { queued, made: (audioSec) => this.#slot?.made(audioSec), release: () => {} };
  }

  /** Gives the place back, for good. */
  release(): void {
    this.#isReleased = true;
    this.#slot?.release();
  }
}
