/** A copy of an answer for download, and what was spoken when beside it. */
import type { StoredFile } from '../downloads/stored-file.js';
import type { SpeechEvent, SpokenPart } from '../speech/spoken-part.js';
import type { Watcher } from '../speech/watched-events.js';
import { wordEntry } from './time-entries.js';

export interface SidecarWish {
  /** What the offsets of the words count in. */
  readonly text: string;
  readonly withWords: boolean;
  /** Who speaks where no tag says so; undefined in texts without voice tags. */
  readonly voice: string | undefined;
}

export class Recording implements Watcher {
  readonly #parts: SpokenPart[] = [];

  /** `sidecar`: undefined when nobody asked for timings. `isStreamed`: the bytes are kept as they come. */
  constructor(
    private readonly file: StoredFile,
    private readonly sidecar: SidecarWish | undefined,
    private readonly isStreamed: boolean,
  ) {}

  /** Headers that tell where the files will be. */
  get headers(): Record<string, string> {
    const path = `/download/${this.file.name}`;
    return {
      'x-download-path': path,
      ...(this.sidecar !== undefined && { 'x-timing-path': `${path}.json` }),
    };
  }

  async event(event: SpeechEvent): Promise<void> {
    if (event.kind === 'audio') {
      if (this.isStreamed) await this.file.write(event.bytes);
    } else if (this.sidecar !== undefined) this.#parts.push(event.part);
  }

  /** An answer in one piece is kept when it has its final head: see `whole`. */
  async end(): Promise<void> {
    if (this.isStreamed) await this.#finish();
  }

  brokenOff(): Promise<void> {
    return this.file.abandon();
  }

  /** Keeps an answer that was not streamed. */
  async whole(bytes: Uint8Array): Promise<void> {
    await this.file.write(bytes);
    await this.#finish();
  }

  #finish(): Promise<void> {
    return this.file.finish(this.sidecar && sidecarFiles(this.#parts, this.sidecar));
  }
}

/** Timings as they are served, and what captions are made from. */
function sidecarFiles(parts: readonly SpokenPart[], { text, withWords, voice }: SidecarWish) {
  const named = parts.map((part) => ({
    ...part,
    voice: part.voice ?? voice,
    words: part.words.map((word) => ({ ...word, voice: word.voice ?? voice })),
  }));
  const chunks = named.map((part) => ({
    text: part.text,
    start: part.start,
    end: part.end,
    ...(part.text !== '' && { source_start: part.sourceStart, source_end: part.sourceEnd }),
    voice: part.voice,
    ...(withWords && { words: part.words.map(wordEntry) }),
  }));
  const words = named.flatMap((part) => part.words);
  return { timings: JSON.stringify({ chunks }), captions: JSON.stringify({ text, words }) };
}
