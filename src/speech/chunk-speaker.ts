/** Speaks texts in chunks: one place in the engine for all of them, one utterance each. */
import type { Engine } from '../engine/engine.js';
import { SpeechError } from '../errors.js';
import type { Admission } from './admission.js';
import { type ChunkedRequest, ChunkRun } from './chunk-run.js';
import { ChunkStream, type MadeChunk } from './chunk-stream.js';
import { textSec } from './estimate.js';
import { SharedPlace } from './shared-place.js';
import { silentFile } from './silent-file.js';
import type { Speaker } from './speaker.js';
import type { Speech } from './speech.js';
import type { Listener } from './speech-request.js';
import { chunksToSpeak } from './spoken-chunks.js';
import { checkText } from './text-limits.js';
import { wholeSpeech } from './whole-speech.js';

/** Longest backlog a stream counts as: more is not made ahead of its reader. */
const aheadOfReaderSec = 45;

export class ChunkSpeaker {
  constructor(
    private readonly speaker: Speaker,
    private readonly engine: Engine,
    private readonly admission: Pick<Admission, 'admit'>,
    private readonly maxBufferedAudioSec: number,
  ) {}

  /** Resolves when the first chunk sounds, so that everything that can be refused has been. Rejects with SpeechError. */
  async open(request: ChunkedRequest, listener: Listener): Promise<ChunkStream> {
    checkText(request.text, 0);
    const chunks = chunksToSpeak(request.text, request.targetChunkChars, request.textOptions);
    const audioSec = Math.min(textSec(request.text, request.speed), aheadOfReaderSec);
    const run = new ChunkRun(request, chunks, listener, new SharedPlace(this.admission, audioSec));
    try {
      const { index, speech } = await this.#firstSpeech(run);
      // What comes before the first chunk that can be spoken is silence.
      const first = index === 0 ? this.#made(run, 0, speech, performance.now()) : this.#silence(run, 0);
      const begun = new Map([[index, { speech, at: performance.now() }]]);
      const make = (next: number): Promise<MadeChunk> => {
        const held = begun.get(next);
        if (held !== undefined) return this.#made(run, next, held.speech, held.at);
        return next < index ? this.#silence(run, next) : this.#make(run, next);
      };
      return new ChunkStream(chunks.length, first, make, () => run.end());
    } catch (error) {
      run.end();
      throw error;
    }
  }

  /** The first chunk with anything to say. Throws UNSPEAKABLE_TEXT when there is none. */
  async #firstSpeech(run: ChunkRun): Promise<{ index: number; speech: Speech }> {
    for (let index = 0; ; index++) {
      try {
        return { index, speech: await this.speaker.speak(run.request(index), run.listener, run.place) };
      } catch (error) {
        if (!isUnspeakable(error) || index + 1 >= run.total) throw error;
      }
    }
  }

  async #make(run: ChunkRun, index: number): Promise<MadeChunk> {
    const startedAt = performance.now();
    try {
      const speech = await this.speaker.speak(run.request(index), run.quiet, run.place);
      return await this.#made(run, index, speech, startedAt);
    } catch (error) {
      if (isUnspeakable(error)) return this.#silence(run, index);
      throw error;
    }
  }

  async #made(run: ChunkRun, index: number, speech: Speech, startedAt: number): Promise<MadeChunk> {
    const { bytes, audioSec, parts } = await wholeSpeech(speech, this.maxBufferedAudioSec);
    const synthMs = performance.now() - startedAt;
    return run.finished(index, { bytes, durationSec: audioSec, synthMs }, parts);
  }

  /** A chunk in which nothing can be spoken is a short silence, so that every chunk is a file. */
  async #silence(run: ChunkRun, index: number): Promise<MadeChunk> {
    const startedAt = performance.now();
    const { bytes, seconds } = await silentFile(this.engine, run.request(index), run.quiet.signal);
    return run.finished(index, { bytes, durationSec: seconds, synthMs: performance.now() - startedAt }, []);
  }
}

function isUnspeakable(error: unknown): boolean {
  return error instanceof SpeechError && error.code === 'UNSPEAKABLE_TEXT';
}
