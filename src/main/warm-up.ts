import type { FrontEnd } from '../text/front-end.js';

/** Makes the front end load what it speaks American English with, and run once. Throws what keeps it from doing so. */
export function warmUp(frontEnd: FrontEnd): void {
  const spans = frontEnd.spans({ text: 'One short sentence, to begin with.', language: 'en-us' });
  for (const _span of spans);
}
