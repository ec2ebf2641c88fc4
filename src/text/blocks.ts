/**
 * Cuts a text into blocks, lazily: paragraphs, and longer ones at a sentence mark, else a blank. No rule sees beyond
 * its block, so the first segment of a long text costs one block.
 */
import type { Range } from './sentences.js';

/** UTF-16 units a block may have; the first is shorter, so that speech starts early. */
const longestFirst = 1024;
const longestLater = 2048;
/** A cut is looked for in the last part of a block that is too long. */
const searched = 512;

function cutBefore(text: string, limit: number): number {
  const tail = text.slice(limit - searched, limit);
  const sentenceEnd = Math.max(
    ...['. ', '! ', '? ', '.\n', '。', '！', '？', '।'].map((end) => tail.lastIndexOf(end)),
  );
  if (sentenceEnd >= 0) return limit - searched + sentenceEnd + 1;
  const blank = Math.max(tail.lastIndexOf(' '), tail.lastIndexOf('\n'));
  if (blank >= 0) return limit - searched + blank + 1;
  const before = text.charCodeAt(limit - 1);
  return before >= 0xd800 && before < 0xdc00 ? limit - 1 : limit;
}

/** Code between fences is one block up to this length, blank lines and all, so that it can be told from prose. */
const longestFenced = 65_536;
const fence = /^[ \t]*(?:```|~~~)/gm;

/** Where the fenced code ends that is open at `end`; `end` itself if none is. */
function endOfFence(text: string, start: number, end: number): number {
  const opened = text.slice(start, end).match(fence)?.length ?? 0;
  if (opened % 2 === 0) return end;
  const closing = /^[ \t]*(?:```|~~~)[^\n]*\n?/m.exec(text.slice(end, start + longestFenced));
  return closing === null ? end : end + closing.index + closing[0].length;
}

/** UTF-16 ranges that cover the text without gaps. */
export function* splitBlocks(text: string): Generator<Range, void> {
  let start = 0;
  let longest = longestFirst;
  while (start < text.length) {
    const window = text.slice(start, start + longest + 1);
    const paragraph = /\n[^\S\n]*\n\s*/.exec(window);
    let length = window.length;
    if (paragraph !== null && paragraph.index < longest)
      length = Math.min(longest, paragraph.index + paragraph[0].length);
    else if (window.length > longest) length = cutBefore(window, longest);
    const end = endOfFence(text, start, start + length);
    yield { start, end };
    start = end;
    longest = longestLater;
  }
}
