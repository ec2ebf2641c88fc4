/** Times of words and phonemes as clients read them: each by two names, because two families of clients do. */
import type { SpeechRequest } from '../speech/speech-request.js';
import type { TimedPhoneme, TimedWord } from '../speech/spoken-part.js';

/** A word of an answer's timestamps; `voice` is there in texts with voice tags. */
export function wordEntry({ word, start, end, voice, sourceStart, sourceEnd }: TimedWord): object {
  return {
    word,
    start_time: start,
    end_time: end,
    start,
    end,
    ...(voice !== undefined && { voice }),
    source_start: sourceStart,
    source_end: sourceEnd,
  };
}

/** The request's own voice, in texts with voice tags: there every word names who speaks it. */
export function speakerOf({ voice, textOptions }: SpeechRequest): string | undefined {
  return textOptions?.voiceTags === true ? voice : undefined;
}

/** A phoneme of an answer's timestamps. */
export function phonemeEntry({ phoneme, start, end }: TimedPhoneme): object {
  return { phoneme, start_time: start, end_time: end };
}
