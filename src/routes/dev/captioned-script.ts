/** What has been said of a captioned answer, and how it is told. */
import { formatEntry } from '../../audio/format.js';
import { captions } from '../../speech/captions.js';
import type { SpeechRequest } from '../../speech/speech-request.js';
import type { SpeechEvent, SpokenPart } from '../../speech/spoken-part.js';
import { type Mark, marksOf } from '../../speech/ssml-marks.js';
import type { Watcher } from '../../speech/watched-events.js';
import { phonemeEntry, wordEntry } from '../time-entries.js';
import type { LineWriter } from './captioned-lines.js';
import { listedWords, type WordListing } from './word-times.js';

export interface ScriptOptions {
  readonly return_timestamps: boolean;
  readonly timestamp_punctuation: WordListing['punctuation'];
  readonly timestamp_text: WordListing['text'];
  readonly timestamps: 'word' | 'phoneme';
  readonly captions: 'none' | 'srt' | 'vtt';
}

interface Entry {
  readonly start: number;
  readonly entry: object;
}

export class CaptionedScript implements LineWriter, Watcher {
  readonly #parts: SpokenPart[] = [];
  readonly #format: string;
  #marks: Mark[];

  /** `wordStamps`: a time before each word of WebVTT's cues. */
  constructor(
    private readonly options: ScriptOptions,
    private readonly asked: SpeechRequest,
    private readonly wordStamps: boolean,
  ) {
    this.#format = formatEntry(asked.format).contentType;
    this.#marks = marksOf(asked);
  }

  async event(event: SpeechEvent): Promise<void> {
    if (event.kind === 'part') this.#parts.push(event.part);
  }

  async end(): Promise<void> {}

  async brokenOff(): Promise<void> {}

  line(audio: readonly Uint8Array[], part: SpokenPart | undefined, isLast: boolean): object {
    const told = this.#told(Buffer.concat(audio), part === undefined ? [] : [part], isLast);
    return { ...told, ...(isLast && this.#captions()) };
  }

  whole(audio: Uint8Array, duration: number): object {
    const told = this.#told(audio, this.#parts, true);
    const timestamps = this.options.return_timestamps ? {} : { timestamps: null };
    return { ...told, ...timestamps, duration: Math.round(duration * 1000) / 1000, ...this.#captions() };
  }

  #told(audio: Uint8Array, parts: readonly SpokenPart[], isLast: boolean): object {
    const { return_timestamps, timestamps, timestamp_punctuation, timestamp_text } = this.options;
    const listing = { punctuation: timestamp_punctuation, text: timestamp_text, source: this.asked.text };
    const timed = return_timestamps ? parts : [];
    const words = timed
      .flatMap((part) => listedWords(part.words, listing))
      .map((word) => ({ start: word.start, entry: wordEntry(word) }));
    const marks = return_timestamps ? this.#dueMarks(timed, isLast) : [];
    return {
      audio: Buffer.from(audio).toString('base64'),
      audio_format: this.#format,
      timestamps: [...marks, ...words].sort(byTime).map(({ entry }) => entry),
      ...(timestamps === 'phoneme' && {
        phonemes: timed.flatMap(({ phonemes }) => phonemes.map(phonemeEntry)),
      }),
    };
  }

  /** Marks in front of the words of these parts, each at the moment its next word is heard; at last all that are left. */
  #dueMarks(parts: readonly SpokenPart[], isLast: boolean): Entry[] {
    const words = parts.flatMap((part) => part.words);
    const due: Entry[] = [];
    let at = 0;
    for (const mark of this.#marks) {
      while (at < words.length && (words[at]?.sourceStart ?? 0) < mark.at) at++;
      const next = words[at];
      if (next === undefined) break; // nor is any later one in front of these words
      due.push({ start: next.start, entry: markEntry(mark, next.start) });
    }
    this.#marks = this.#marks.slice(due.length);
    if (!isLast) return due;
    const end = this.#parts.at(-1)?.end ?? 0;
    const left = this.#marks.splice(0);
    return [
      ...due,
      ...left.map((mark) => ({ start: Number.POSITIVE_INFINITY, entry: markEntry(mark, end) })),
    ];
  }

  #captions(): object {
    const { captions: format } = this.options;
    if (format === 'none') return {};
    const words = this.#parts.flatMap((part) => part.words);
    return { captions: captions(words, this.asked.text, format, { wordStamps: this.wordStamps }) };
  }
}

/** Of two at the same moment the one that was listed first. */
function byTime(left: Entry, right: Entry): number {
  return left.start === right.start ? 0 : left.start - right.start;
}

function markEntry({ name }: Mark, time: number): object {
  return { mark: name, start_time: time, end_time: time, start: time, end: time };
}
