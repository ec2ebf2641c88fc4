/** The character chunks of the streaming dialects: sentences joined up to a length their clients choose. */

/**
 * Blanks are folded, the text is cut after `.`, `!` or `?` before a blank, and sentences are joined while the chunk stays
 * within `targetChars` UTF-16 units. A longer sentence stays one chunk: the packing of segments cuts it.
 */
export function splitChunks(text: string, targetChars: number): string[] {
  const folded = text.replace(/\s+/gu, ' ').trim();
  if (folded === '') return [];
  const chunks: string[] = [];
  let current = '';
  for (const sentence of folded.split(/(?<=[.!?]) /u)) {
    if (current !== '' && current.length + 1 + sentence.length > targetChars) {
      chunks.push(current);
      current = sentence;
    } else {
      current = current === '' ? sentence : `${current} ${sentence}`;
    }
  }
  chunks.push(current);
  return chunks;
}
