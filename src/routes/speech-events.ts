/** OpenAI's server-sent events around the audio, with the times of words where they are asked for. */
import { dataEvent } from '../audio/server-sent-events.js';
import { openaiErrorObject } from '../dialects/openai.js';
import { SpeechError } from '../errors.js';
import type { Request } from '../http/route.js';
import type { Speech } from '../speech/speech.js';
import type { SpokenPart } from '../speech/spoken-part.js';
import type { SpeechEvents } from '../speech/watched-events.js';
import { phonemeEntry, wordEntry } from './time-entries.js';

export type Timestamps = 'none' | 'word' | 'phoneme';

export interface TimesWish {
  readonly timestamps: Timestamps;
  /** See `speakerOf`. */
  readonly speaker: string | undefined;
}

/** The events; a failure is told as an event, because the status has left. */
export async function* speechEvents(
  speech: Speech,
  events: SpeechEvents,
  { timestamps, speaker }: TimesWish,
  request: Request,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const event of events) {
      if (event.kind === 'audio') {
        yield dataEvent({ type: 'speech.audio.delta', audio: Buffer.from(event.bytes).toString('base64') });
      } else if (timestamps !== 'none' && event.part.words.length > 0) {
        yield dataEvent(timesOf(event.part, timestamps, speaker));
      }
    }
  } catch (error) {
    if (request.signal.aborted) return;
    const failure =
      error instanceof SpeechError ? error : new SpeechError('INTERNAL', 'Internal error.', { cause: error });
    request.note({ outcome: failure.code });
    yield dataEvent({ type: 'error', error: openaiErrorObject(failure) });
    return;
  }
  const usage = {
    input_tokens: speech.phonemeTokens,
    output_tokens: speech.frames,
    total_tokens: speech.phonemeTokens + speech.frames,
  };
  yield dataEvent({ type: 'speech.audio.done', usage });
}

/** They come before the audio that holds them. */
function timesOf(
  { words, phonemes }: SpokenPart,
  timestamps: Timestamps,
  speaker: string | undefined,
): object {
  return {
    type: 'speech.audio.timestamps',
    words: words.map((word) => wordEntry({ ...word, voice: word.voice ?? speaker })),
    ...(timestamps === 'phoneme' && { phonemes: phonemes.map(phonemeEntry) }),
  };
}
