import { wholeAnswer } from '../audio/whole-answer.js';
import type { Engine } from '../engine/engine.js';
import type { SpeechRequest } from './speech-request.js';

/** Long enough for every codec to have a frame. */
const seconds = 0.1;

/** A complete file of silence in the format of a request. */
export async function silentFile(
  engine: Engine,
  { format, sampleRate, bitrateKbps }: Pick<SpeechRequest, 'format' | 'sampleRate' | 'bitrateKbps'>,
  signal: AbortSignal,
): Promise<{ bytes: Buffer; seconds: number }> {
  const [name = ''] = engine.voices(); // nothing is said, but the engine wants to know by whom
  const utterance = {
    voice: [{ name, weight: 1 }],
    speed: 1,
    pitch: 0,
    volume: 1,
    intonation: 1,
    seed: 0,
    format,
    sampleRate,
    bitrateKbps,
    streamed: false,
  };
  const events = engine.speak(utterance, [{ kind: 'pause', seconds } as const].values(), signal);
  const blocks: Uint8Array[] = [];
  for (;;) {
    const next = await events.next();
    if (next.done) return { bytes: wholeAnswer(blocks, next.value.head, next.value.headReplaces), seconds };
    if (next.value.kind === 'audio') blocks.push(next.value.bytes);
  }
}
