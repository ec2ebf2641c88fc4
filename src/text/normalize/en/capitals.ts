/** A line in capitals is shouted, not spelled: its words become small so that nobody reads them letter by letter. */
import { replaceAll } from '../../span-writer.js';
import type { Mapped } from '../../spans.js';

const initialisms = new Set(
  'AI API ATM BBC CEO CIA CNN CPU DIY DNA DVD EU FAQ FBI FDA GDP GMT GPS GPU HIV HTML HTTP HTTPS IQ IRS LGBT MRI NBA NFL NHS OK PC PDF SOS SQL SUV TV UFO UK UN USA USB UTC VIP WWW'.split(
    ' ',
  ),
);

/** Lines of at least four words of two letters and more, all in capitals. Known initialisms keep theirs. */
export function lowerShouting(text: string): Mapped {
  if (!/\p{Lu}{4}/u.test(text)) return { text, edits: [] };
  const shouted = new Set<number>();
  let line = 0;
  for (const part of text.split('\n')) {
    const words = part.match(/(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}']{1,63}(?![\p{L}\p{N}])/gu) ?? [];
    if (words.length >= 4 && !/\p{Ll}/u.test(part) && words.filter((word) => word.length > 3).length >= 2)
      shouted.add(line);
    line += 1;
  }
  if (shouted.size === 0) return { text, edits: [] };
  let at = 0;
  return replaceAll(text, /\n|(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}']{1,63}(?![\p{L}\p{N}])/gu, ([word]) => {
    if (word === '\n') at += 1;
    return word === '\n' || !shouted.has(at) || initialisms.has(word) ? undefined : word.toLowerCase();
  });
}
