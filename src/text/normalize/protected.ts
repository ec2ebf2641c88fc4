/** Where protected text went when what lies around it was rewritten. */
import { invert, type Mapped, toSource } from '../spans.js';
import type { Protected } from './options.js';

/** The ranges in the new text, whole edits taken in; those of which nothing is left are gone. */
export function moved(ranges: readonly Protected[], { edits }: Mapped): Protected[] {
  if (edits.length === 0) return [...ranges];
  const inverse = invert(edits);
  return ranges
    .map(({ start, end }) => toSource(inverse, start, end))
    .filter(({ start, end }) => end > start);
}
