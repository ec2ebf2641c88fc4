/** Places in a text that was rewritten before the front end read it, traced back to the text the client sent. */
import { type Edit, toSource } from './spans.js';
import type { Span } from './token.js';

interface Place {
  readonly start: number;
  readonly end: number;
}

/** The spans with the places of the source; without edits as they are. */
export function* traced(
  spans: Iterable<Span | undefined>,
  edits: readonly Edit[],
): Generator<Span | undefined, void> {
  const placed = <Part extends Place>(part: Part): Part => ({
    ...part,
    ...toSource(edits, part.start, part.end),
  });
  for (const span of spans) {
    if (span?.kind === 'segment') yield { ...placed(span), tokens: span.tokens.map(placed) };
    else yield span && placed(span);
  }
}
