/** An answer that is sent in one piece. */

/**
 * The encoded parts with their final head in place of the first `replaced` bytes, all of which are in the first part.
 * The head may be longer than what it replaces.
 */
export function wholeAnswer(parts: readonly Uint8Array[], head: Uint8Array, replaced: number): Buffer {
  const [first, ...others] = parts;
  return first === undefined ? Buffer.from(head) : Buffer.concat([head, first.subarray(replaced), ...others]);
}
