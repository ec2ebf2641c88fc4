/** Texts that are refused for what they are, before any work is done for them. */
import { SpeechError } from '../errors.js';

/** Throws EMPTY_TEXT for blank text and TEXT_TOO_LONG beyond `limit` code points; 0: no limit. */
export function checkText(text: string, limit: number): void {
  if (text.trim() === '')
    throw new SpeechError('EMPTY_TEXT', 'Enter text before generating.', { field: 'input' });
  if (limit === 0 || text.length <= limit || [...text].length <= limit) return;
  throw new SpeechError('TEXT_TOO_LONG', `Input text exceeds maximum length of ${limit} characters`, {
    field: 'input',
  });
}

/** The refusal of a buffered answer that would be longer than the server keeps in memory. */
export function bufferedTooLong(audioSec: number, limit: number): SpeechError {
  const message = `Estimated audio of ${Math.round(audioSec)} s exceeds the ${limit} s limit for buffered responses; use stream`;
  return new SpeechError('AUDIO_TOO_LONG', message, { field: 'input' });
}
