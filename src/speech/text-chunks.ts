/** The chunks of a streamed answer, and where they stand in the text the client sent. */
import { splitChunks } from '../text/chunks.js';

export interface TextChunk {
  readonly text: string;
  /** The UTF-16 offset into the client's text of an offset into this chunk's. */
  sourceOf(offset: number): number;
}

/** Cuts a text as `splitChunks` does, blanks folded. */
export function textChunks(text: string, targetChars: number): TextChunk[] {
  const offsets = foldedOffsets(text);
  let next = 0;
  return splitChunks(text, targetChars).map((chunk) => {
    const begin = next;
    next += chunk.length + 1; // one blank parts it from the next
    return { text: chunk, sourceOf: (offset) => offsets[begin + offset] ?? text.length };
  });
}

/** Of each UTF-16 unit of the folded text, the offset it has in the text; the blank behind the last word is kept. */
function foldedOffsets(text: string): number[] {
  const offsets: number[] = [];
  let inBlank = true;
  for (let at = 0; at < text.length; at++) {
    const isBlank = /\s/u.test(text.charAt(at));
    if (!isBlank || !inBlank) offsets.push(at);
    inBlank = isBlank;
  }
  return offsets;
}
