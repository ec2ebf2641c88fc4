/** One stream of chunks from its request to its end: what each utterance is asked, who hears of it, what it holds. */
import { setMaxListeners } from 'node:events';
import type { MadeChunk } from './chunk-stream.js';
import { sampleRate } from './estimate.js';
import type { SharedPlace } from './shared-place.js';
import type { Listener, SpeechRequest } from './speech-request.js';
import type { ChunkToSpeak } from './spoken-chunks.js';
import type { SpokenPart } from './spoken-part.js';
import type { TextChunk } from './text-chunks.js';

export interface ChunkedRequest extends SpeechRequest {
  /** UTF-16 units a chunk should not exceed. */
  readonly targetChunkChars: number;
  /** Silence after every chunk but the last, in ms. */
  readonly pauseMs: number;
}

export class ChunkRun {
  readonly #control = new AbortController();
  readonly #leave = (): void => this.end();
  #audioSec = 0;

  constructor(
    private readonly asked: ChunkedRequest,
    private readonly chunks: readonly ChunkToSpeak[],
    private readonly client: Listener,
    readonly place: SharedPlace,
  ) {
    setMaxListeners(0, this.#control.signal); // one for each chunk that is made
    if (client.signal.aborted) this.end();
    else client.signal.addEventListener('abort', this.#leave, { once: true });
  }

  get total(): number {
    return this.chunks.length;
  }

  /** Hears of the stream as a whole. */
  get listener(): Listener {
    const { receivedAt } = this.client;
    const note: Listener['note'] = ({ audioSec: _, characters, ...facts }) => {
      const whole = characters === undefined ? {} : { characters: this.asked.text.length };
      this.client.note({ ...facts, ...whole });
    };
    return { signal: this.#control.signal, receivedAt, note };
  }

  /** Hears nothing of a single chunk. */
  get quiet(): Listener {
    return { signal: this.#control.signal, receivedAt: performance.now(), note: () => {} };
  }

  /** What is asked for the chunk of an index. */
  request(index: number): SpeechRequest {
    const { targetChunkChars: _, pauseMs, initialSilence, ...shared } = this.asked;
    const pause = index + 1 < this.total ? pauseMs : 0;
    return {
      ...shared,
      text: this.chunks[index]?.spoken ?? '',
      initialSilence: index === 0 ? initialSilence : 0,
      finalSilence: (pause * sampleRate) / 1000,
      streamed: false,
      work: 'stream',
    };
  }

  finished(
    index: number,
    made: Pick<MadeChunk, 'bytes' | 'durationSec' | 'synthMs'>,
    parts: readonly SpokenPart[],
  ): MadeChunk {
    this.#audioSec += made.durationSec;
    this.client.note({ audioSec: Number(this.#audioSec.toFixed(3)), chunks: index + 1 });
    const chunk = this.chunks[index];
    const text = chunk?.text ?? '';
    return { ...made, text, parts: chunk === undefined ? parts : parts.map((part) => inSource(part, chunk)) };
  }

  /** Cancels what is spoken and gives the place back. */
  end(): void {
    this.client.signal.removeEventListener('abort', this.#leave);
    this.#control.abort();
    this.place.release();
  }
}

/** A part of a chunk with the offsets of the client's text. */
function inSource(part: SpokenPart, chunk: TextChunk): SpokenPart {
  const placed = <Placed extends { readonly sourceStart: number; readonly sourceEnd: number }>(
    item: Placed,
  ): Placed => ({
    ...item,
    sourceStart: chunk.sourceOf(item.sourceStart),
    sourceEnd: chunk.sourceOf(item.sourceEnd),
  });
  return { ...placed(part), words: part.words.map(placed) };
}
