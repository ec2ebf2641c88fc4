/** Speech that is kept until its end, so that its container can say how long it is. */
import { wholeAnswer } from '../audio/whole-answer.js';
import { sampleRate } from './estimate.js';
import type { Speech } from './speech.js';
import type { SpokenPart } from './spoken-part.js';
import { bufferedTooLong } from './text-limits.js';
import type { SpeechEvents } from './watched-events.js';

export interface WholeSpeech {
  /** A complete file. */
  readonly bytes: Buffer;
  readonly audioSec: number;
  readonly parts: readonly SpokenPart[];
}

/**
 * Reads speech to its end; `events` are its own, or those somebody watches. Rejects with AUDIO_TOO_LONG, and stops the
 * engine, beyond `maxAudioSec`, and with what the speech throws.
 */
export async function wholeSpeech(
  speech: Speech,
  maxAudioSec: number,
  events: SpeechEvents = speech.events(),
): Promise<WholeSpeech> {
  const blocks: Uint8Array[] = [];
  const parts: SpokenPart[] = [];
  for (;;) {
    const next = await events.next();
    if (next.done) {
      const { head, headReplaces, samples } = next.value;
      return { bytes: wholeAnswer(blocks, head, headReplaces), audioSec: samples / sampleRate, parts };
    }
    if (next.value.kind === 'audio') blocks.push(next.value.bytes);
    else parts.push(next.value.part);
    // Thrown into the generator, so that the engine stops with it.
    if (speech.audioSec > maxAudioSec) await events.throw(bufferedTooLong(speech.audioSec, maxAudioSec));
  }
}
