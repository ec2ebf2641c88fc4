/** Text whose first segment has been made: what cannot be spoken is known, the rest stays lazy. */
import { setImmediate } from 'node:timers/promises';
import type { FrontEnd, FrontEndRequest } from '../text/front-end.js';
import type { Segment, Span } from '../text/token.js';
import { unspeakable } from './opening.js';
import { phonemeSegments } from './phoneme-text.js';
import { languageRefusal } from './spoken-language.js';

export interface OpenedText {
  /** All spans, from the first. */
  readonly spans: Iterable<Span | undefined>;
  readonly first: Segment;
  /** Time it took, in ms. */
  readonly frontEndMs: number;
}

/**
 * Pulls spans up to the first one with words, block by block, so that other requests have their turn. Throws UNSPEAKABLE_TEXT when there is none, UNSUPPORTED_LANGUAGE with the
 * request `field` that chose the language.
 */
export async function openText(
  frontEnd: FrontEnd,
  request: FrontEndRequest,
  field: string,
  signal: AbortSignal,
): Promise<OpenedText> {
  const startedAt = performance.now();
  const silences: Span[] = [];
  try {
    const rest = frontEnd.turns(request);
    for (let next = rest.next(); !next.done; next = rest.next()) {
      const span = next.value;
      if (span === undefined) {
        await setImmediate();
        signal.throwIfAborted();
        continue;
      }
      if (span.kind === 'segment') {
        const spans = joined([...silences, span], rest);
        return { spans, first: span, frontEndMs: performance.now() - startedAt };
      }
      silences.push(span);
    }
  } catch (error) {
    throw languageRefusal(error, field);
  }
  throw unspeakable();
}

/** Phonemes need no front end. Throws EMPTY_TEXT and UNSPEAKABLE_TEXT. */
export function openPhonemes(phonemes: string): OpenedText {
  const [first, ...rest] = phonemeSegments(phonemes);
  if (first === undefined) throw unspeakable();
  return { spans: [first, ...rest], first, frontEndMs: 0 };
}

function* joined(
  opening: readonly Span[],
  rest: Iterable<Span | undefined>,
): Generator<Span | undefined, void> {
  yield* opening;
  yield* rest;
}
