/** The wait for the first sound of an utterance, while a status can still be sent. */
import type { EngineEvent } from '../engine/engine.js';
import type { UtteranceEnd } from '../engine/native.js';
import { SpeechError } from '../errors.js';
import type { Deadline } from './deadline.js';

/** Time for the first audio beyond twice its estimated compute, in ms. */
const firstAudioMs = 15_000;

export interface Patience {
  /** Longest wait, in ms. */
  readonly limitMs: number;
  /** What is said when it passes. */
  readonly late: () => SpeechError;
}

/** How long the first audio may take once the engine is free for it; `computeSec` is the estimate for its segment. */
export function firstAudioPatience(computeSec: number): Patience {
  return {
    limitMs: firstAudioMs + 2000 * computeSec,
    late: () => new SpeechError('DEADLINE_EXCEEDED', 'Synthesis took too long.'),
  };
}

/**
 * Reads events up to the first audio of the first segment; silence before it proves nothing. Throws UNSPEAKABLE_TEXT
 * when the utterance ends without any.
 */
export async function readOpening(
  events: AsyncGenerator<EngineEvent, UtteranceEnd>,
  deadline: Deadline,
  { limitMs, late }: Patience,
): Promise<EngineEvent[]> {
  const opening: EngineEvent[] = [];
  const startedAt = performance.now();
  let speaks = false;
  for (;;) {
    const next = await deadline.wait(events.next(), limitMs - (performance.now() - startedAt), late);
    if (next.done) throw unspeakable();
    opening.push(next.value);
    if (next.value.kind === 'segment') speaks ||= next.value.report.tokens.length > 0;
    else if (speaks) return opening;
  }
}

/** The refusal of text in which nothing can be spoken. */
export function unspeakable(): SpeechError {
  return new SpeechError('UNSPEAKABLE_TEXT', 'Input contains no speakable text', { field: 'input' });
}
