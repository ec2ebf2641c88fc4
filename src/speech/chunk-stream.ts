/** A text spoken chunk by chunk, each a file of its own: admitted once, one chunk made ahead of the reader. */
import type { SpokenPart } from './spoken-part.js';

export interface SpokenChunk {
  readonly index: number;
  readonly text: string;
  /** A complete file of the stream's format. */
  readonly bytes: Uint8Array;
  /** Where the chunk begins in the stream, and how long it is, with its pause. */
  readonly startSec: number;
  readonly durationSec: number;
  /** Time it took to make, in ms. */
  readonly synthMs: number;
  /** Times are those of the stream, offsets those of the client's text. */
  readonly parts: readonly SpokenPart[];
}

/** A chunk as its maker knows it: on its own clock. */
export type MadeChunk = Omit<SpokenChunk, 'index' | 'startSec'>;

/** Makes the chunk of an index. */
export type ChunkMaker = (index: number) => Promise<MadeChunk>;

export class ChunkStream {
  /** `first` is being made already; `end` frees what the stream holds. */
  constructor(
    readonly total: number,
    private readonly first: Promise<MadeChunk>,
    private readonly make: ChunkMaker,
    private readonly end: () => void,
  ) {
    first.catch(() => {}); // whoever reads is told
  }

  /** The chunks in order; to be read once. Leaving early cancels. Throws SpeechError. */
  async *chunks(): AsyncGenerator<SpokenChunk, void> {
    let startSec = 0;
    let next = this.first;
    try {
      for (let index = 0; index < this.total; index++) {
        const made = await next;
        if (index + 1 < this.total) {
          next = this.make(index + 1);
          next.catch(() => {}); // the reader may leave before it is there
        }
        yield { ...made, index, startSec, parts: made.parts.map((part) => later(part, startSec)) };
        startSec += made.durationSec;
      }
    } finally {
      this.end();
    }
  }

  /** Ends a stream that nobody will read. */
  cancel(): void {
    this.end();
  }
}

/** The same part on a clock that began earlier. */
function later(part: SpokenPart, bySec: number): SpokenPart {
  const moved = <Timed extends { readonly start: number; readonly end: number }>(timed: Timed): Timed => ({
    ...timed,
    start: toMs(timed.start + bySec),
    end: toMs(timed.end + bySec),
  });
  return { ...moved(part), words: part.words.map(moved), phonemes: part.phonemes.map(moved) };
}

function toMs(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
