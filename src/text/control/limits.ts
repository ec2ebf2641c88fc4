/** What inline control may ask for in one request. */
import { SpeechError } from '../../errors.js';
import { type ControlSpan, pauseTotal } from './control.js';

/**
 * Throws SpeechError: PAUSE_TOTAL_EXCEEDED if the silences add up to more than the server allows, UNSPEAKABLE_TEXT if there
 * are tags and no words.
 */
export function checkControl(
  spans: readonly ControlSpan[],
  { maxTotalPauseSec }: { maxTotalPauseSec: number },
): void {
  const total = pauseTotal(spans);
  if (total > maxTotalPauseSec) {
    const message = `Pauses add up to ${total.toFixed(1)} s; this server allows ${maxTotalPauseSec} s per request.`;
    throw new SpeechError('PAUSE_TOTAL_EXCEEDED', message, { field: 'input' });
  }
  if (!spans.some((span) => span.kind === 'speech')) {
    throw new SpeechError('UNSPEAKABLE_TEXT', 'Input contains no speakable text', { field: 'input' });
  }
}
