import { type Mark, ssmlMarks } from '../text/ssml/marks.js';
import type { SpeechRequest } from './speech-request.js';

export type { Mark } from '../text/ssml/marks.js';

/** Any depth and number: the document has passed the server's own limits when it was translated. */
const limits = { maxDepth: 64, maxElements: 5000 };

/** The marks of a request's text, in order; only extended SSML has any. */
export function marksOf({ text, textOptions }: SpeechRequest): Mark[] {
  return textOptions?.ssml?.extended ? ssmlMarks(text, limits) : [];
}
