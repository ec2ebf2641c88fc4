/** How much work may wait. Beyond it a client hears so at once, with the time after which trying again makes sense. */
import { SpeechError } from '../errors.js';
import { WaitStatistics } from './wait-statistics.js';

/** `interactive`: somebody waits for the whole answer; `stream`: audio leaves while it is made. */
export type WorkClass = 'interactive' | 'stream';

export interface AdmissionLimits {
  /** Utterances that speak at once. */
  readonly workers: number;
  /** Utterances that may wait; -1: any number. */
  readonly queue: number;
  /** Longest wait that is worth admitting for, in seconds; 0: any. */
  readonly maxWaitSec: number;
}

/** A place in the engine, held from admission to the end of the utterance. */
export interface Slot {
  /** True if others held places when this one was given. */
  readonly queued: boolean;
  /** Counts audio that has been made, in seconds. */
  made(audioSec: number): void;
  /** Gives the place back; further calls do nothing. */
  release(): void;
}

/** Weight of the newest measurement in the running mean of throughput. */
const smoothing = 0.2;

export class Admission {
  #active = 0;
  #backlogSec = 0;
  /** Audio seconds made in a second of wall time; 1 until measured. */
  #throughput = 1;
  /** How long utterances waited for the engine. */
  readonly waits = new WaitStatistics();
  readonly #watchers = new Set<() => void>();
  admitted = 0;
  completed = 0;
  rejected = 0;

  constructor(private readonly limits: AdmissionLimits) {}

  /** Utterances that hold a place. */
  get active(): number {
    return this.#active;
  }

  /** Audio that is admitted and not made yet, in seconds. */
  get backlogSec(): number {
    return Math.max(this.#backlogSec, 0);
  }

  /** Places there are, by what they are for; `capacity` is infinite when the queue has no bound. */
  get places(): { readonly workers: number; readonly queue: number; readonly capacity: number } {
    return { workers: this.limits.workers, queue: this.limits.queue, capacity: this.#capacity };
  }

  /** Places that streams may not take. */
  get reserve(): number {
    return this.#capacity > 1 ? 1 : 0;
  }

  /** How full the places are, 0 to 1; 0 when their number has no bound. */
  get load(): number {
    return Number.isFinite(this.#capacity) ? this.#active / this.#capacity : 0;
  }

  /** Audio seconds a second of compute gives, as measured lately. */
  get throughput(): number {
    return this.#throughput;
  }

  /** Calls back whenever a place is taken, given back or refused; returns what ends that. */
  watch(call: () => void): () => void {
    this.#watchers.add(call);
    return () => this.#watchers.delete(call);
  }

  /** Takes a place for about `audioSec` of speech. Throws QUEUE_FULL with `Retry-After`. */
  admit(work: WorkClass, audioSec: number): Slot {
    const reserved = work === 'stream' ? this.reserve : 0;
    const isFull = this.#active >= this.#capacity - reserved;
    if (isFull || this.#waitsTooLong()) {
      this.rejected++;
      this.#changed();
      throw this.refusal('QUEUE_FULL', 'Synthesis queue is full. Try again shortly.');
    }
    return this.#slot(audioSec);
  }

  /** A refusal that says when to come back: the backlog's length, spread by up to a second. */
  refusal(code: 'QUEUE_FULL' | 'QUEUE_TIMEOUT', message: string): SpeechError {
    const seconds = Math.ceil(this.#backlogSec / this.#throughput) + Math.round(Math.random());
    return new SpeechError(code, message, { retryAfterSec: Math.min(Math.max(seconds, 1), 60) });
  }

  /** Learns from a finished utterance; `queueSec` is how long it waited for the engine. */
  measured(audioSec: number, computeSec: number, queueSec = 0): void {
    this.waits.add(queueSec * 1000);
    if (audioSec <= 0 || computeSec <= 0) return;
    this.#throughput += smoothing * (audioSec / computeSec - this.#throughput);
  }

  get #capacity(): number {
    const { workers, queue } = this.limits;
    return queue < 0 ? Number.POSITIVE_INFINITY : workers + queue;
  }

  #waitsTooLong(): boolean {
    const { workers, maxWaitSec, queue } = this.limits;
    const hasQueue = queue >= 0 && this.#active > workers;
    return hasQueue && maxWaitSec > 0 && this.#backlogSec / this.#throughput > maxWaitSec;
  }

  #slot(audioSec: number): Slot {
    const queued = this.#active >= this.limits.workers;
    let left = audioSec;
    let held = true;
    const settle = (amount: number): void => {
      const settled = Math.min(amount, left);
      left -= settled;
      this.#backlogSec -= settled;
    };
    this.#active++;
    this.admitted++;
    this.#backlogSec += audioSec;
    this.#changed();
    return {
      queued,
      made: settle,
      release: () => {
        if (!held) return;
        held = false;
        settle(left);
        this.#active--;
        this.completed++;
        this.#changed();
      },
    };
  }

  #changed(): void {
    for (const call of this.#watchers) call();
  }
}
