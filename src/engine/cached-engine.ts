/** The engine with a memory for short utterances: what was spoken once is not computed again. */
import { createHash } from 'node:crypto';
import type { Engine, EngineEvent, Piece, Utterance } from './engine.js';
import type { EngineInfo, NativeFormat, UtteranceEnd } from './native.js';

/** Symbols of an utterance that is short enough to be kept: a text of about 200 characters. */
const mostSymbols = 240;

export interface CacheCounts {
  hit(): void;
  miss(): void;
}

interface Answer {
  readonly events: readonly EngineEvent[];
  readonly end: UtteranceEnd;
  readonly bytes: number;
}

export class CachedEngine implements Engine {
  /** The least recently used first. */
  readonly #answers = new Map<string, Answer>();
  #bytes = 0;

  /** `capacity`: bytes of audio that are kept; 0: none. */
  constructor(
    private readonly engine: Engine,
    private readonly capacity: number,
    private readonly counts: CacheCounts,
  ) {}

  /** Audio that is kept. */
  get bytes(): number {
    return this.#bytes;
  }

  get formats(): readonly NativeFormat[] {
    return this.engine.formats;
  }

  get ready(): Promise<EngineInfo> {
    return this.engine.ready;
  }

  get isLoaded(): boolean {
    return this.engine.isLoaded;
  }

  voices(): readonly string[] {
    return this.engine.voices();
  }

  unload(): Promise<void> {
    return this.engine.unload();
  }

  close(): void {
    this.engine.close();
  }

  async *speak(
    utterance: Utterance,
    pieces: Iterator<Piece | undefined, void>,
    signal: AbortSignal,
  ): AsyncGenerator<EngineEvent, UtteranceEnd> {
    const opening = this.capacity === 0 ? undefined : openingOf(pieces);
    if (opening === undefined) return yield* this.engine.speak(utterance, pieces, signal);
    if (!opening.isWhole) return yield* this.engine.speak(utterance, chained(opening.pieces, pieces), signal);
    const key = keyOf(utterance, opening.pieces);
    const known = this.#answers.get(key);
    if (known !== undefined) {
      this.counts.hit();
      this.#answers.delete(key);
      this.#answers.set(key, known);
      signal.throwIfAborted();
      yield* known.events;
      return known.end;
    }
    this.counts.miss();
    const events: EngineEvent[] = [];
    const spoken = this.engine.speak(utterance, opening.pieces.values(), signal);
    try {
      for (;;) {
        const next = await spoken.next();
        if (next.done) {
          this.#keep(key, events, next.value);
          return next.value;
        }
        events.push(next.value);
        yield next.value;
      }
    } finally {
      await spoken.return(nobodyListened);
    }
  }

  #keep(key: string, events: readonly EngineEvent[], end: UtteranceEnd): void {
    const bytes = events.reduce((sum, event) => sum + (event.kind === 'audio' ? event.bytes.length : 512), 0);
    if (bytes > this.capacity / 4 || this.#answers.has(key)) return;
    this.#answers.set(key, { events, end: { ...end, computeSec: 0, queueSec: 0 }, bytes });
    this.#bytes += bytes;
    for (const [oldest, answer] of this.#answers) {
      if (this.#bytes <= this.capacity) break;
      this.#answers.delete(oldest);
      this.#bytes -= answer.bytes;
    }
  }
}

/** Pieces up to the end, or up to what is too long to be kept. A rest belongs to a long text: nothing is pulled behind it. */
function openingOf(pieces: Iterator<Piece | undefined, void>): { pieces: Piece[]; isWhole: boolean } {
  const pulled: Piece[] = [];
  let symbols = 0;
  while (symbols <= mostSymbols && pulled.length < 8) {
    const next = pieces.next();
    if (next.done) return { pieces: pulled, isWhole: true };
    if (next.value === undefined) continue;
    pulled.push(next.value);
    if (next.value.kind === 'segment') symbols += next.value.phonemes.length;
  }
  return { pieces: pulled, isWhole: false };
}

function* chained(
  opening: readonly Piece[],
  rest: Iterator<Piece | undefined, void>,
): Generator<Piece | undefined, void> {
  yield* opening;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}

/** All that the samples depend on, but the model and the packs, which stay as long as the process. */
function keyOf(utterance: Utterance, pieces: readonly Piece[]): string {
  return createHash('sha256')
    .update(JSON.stringify([utterance, pieces]))
    .digest('base64');
}

const nobodyListened: UtteranceEnd = {
  samples: 0,
  head: new Uint8Array(),
  headReplaces: 0,
  computeSec: 0,
  queueSec: 0,
};
