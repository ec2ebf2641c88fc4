/** Why mark-up cannot be read, in the words of expat, which clients of the peer know. */

/** The words are complete: with line and column where there is a place to name. */
export class MarkupError extends Error {
  override readonly name = 'MarkupError';
}

/** A fault at an offset of the source, lines counted from 1, columns in code points from 0. */
export function faultAt(source: string, offset: number, words: string): MarkupError {
  const before = source.slice(0, offset);
  const lines = before.split(/\r\n?|\n/);
  const column = [...(lines.at(-1) ?? '')].length;
  return new MarkupError(`${words}: line ${lines.length}, column ${column}`);
}
