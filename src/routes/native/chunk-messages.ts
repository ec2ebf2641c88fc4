/** What a stream says: `meta`, a `chunk` each, `done`. Lines of NDJSON and WebSocket messages are the same but for the audio. */
import { captions } from '../../speech/captions.js';
import type { SpokenChunk } from '../../speech/chunk-stream.js';
import type { TimedWord } from '../../speech/spoken-part.js';
import { phonemeEntry, wordEntry } from '../time-entries.js';
import type { NativeEncoding, StreamFields } from './native-fields.js';
import { mediaType } from './native-media.js';

/** The messages of one stream, in order. */
export class ChunkMessages {
  readonly #words: TimedWord[] = [];
  #durationSec = 0;
  #bytes = 0;

  constructor(
    private readonly body: StreamFields,
    private readonly encoding: NativeEncoding,
    /** Hz of the audio. */
    private readonly sampleRate: number,
    private readonly total: number,
  ) {}

  meta(): object {
    const { format, opusBitrate, wavSampleRate } = this.encoding;
    return {
      type: 'meta',
      total_chunks: this.total,
      format,
      opus_bitrate: opusBitrate,
      wav_sample_rate: wavSampleRate,
      pitch: this.body.pitch,
      target_chunk_chars: this.body.target_chunk_chars,
    };
  }

  /** `audio` is what comes before optional members: the bytes in base64, for messages that carry them. */
  chunk(chunk: SpokenChunk, audio: { readonly audio_base64?: string }): object {
    const { format, opusBitrate, wavSampleRate } = this.encoding;
    const words = chunk.parts.flatMap((part) => part.words);
    if (this.body.captions !== 'none') this.#words.push(...words);
    this.#durationSec += chunk.durationSec;
    this.#bytes += chunk.bytes.length;
    return {
      type: 'chunk',
      chunk_index: chunk.index,
      total_chunks: this.total,
      text: chunk.text,
      pitch: this.body.pitch,
      bytes: chunk.bytes.length,
      sample_rate: this.sampleRate,
      duration_sec: rounded(chunk.durationSec, 6),
      synth_ms: rounded(chunk.synthMs, 1),
      format,
      opus_bitrate: opusBitrate,
      wav_sample_rate: wavSampleRate === null ? null : this.sampleRate,
      mime_type: mediaType(format),
      ...audio,
      ...this.#times(chunk, words),
    };
  }

  done(): object {
    const { text, captions: format } = this.body;
    return {
      type: 'done',
      total_chunks: this.total,
      duration_sec: rounded(this.#durationSec, 6),
      audio_bytes: this.#bytes,
      ...(format !== 'none' && { captions: captions(this.#words, text, format) }),
    };
  }

  /** Times are seconds from the beginning of the stream, which `start_sec` tells of the chunk. */
  #times({ parts, startSec }: SpokenChunk, words: readonly TimedWord[]): object {
    if (this.body.timestamps === 'none') return {};
    return {
      words: words.map(wordEntry),
      ...(this.body.timestamps === 'phoneme' && {
        phonemes: parts.flatMap((part) => part.phonemes).map(phonemeEntry),
      }),
      start_sec: rounded(startSec, 6),
    };
  }
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
