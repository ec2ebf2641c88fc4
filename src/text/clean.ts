/**
 * The first step for every text: Unicode made canonical (NFC), invisible and broken characters removed, piles of
 * accents cut down to four. Line ends and tabs stay.
 */

import { SpanWriter } from './span-writer.js';
import type { Mapped } from './spans.js';

const marksAtMost = 4;
const suspicious = /[^\x20-\x7e\n\t\u00a0-\u00ac\u00ae-\u0240\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]/u;
const cluster = /\r\n?|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\s\S]\p{M}*/gu;
const invisible = /[\p{Cf}\p{Cc}\p{Cs}]/gu;

function cleaned(found: string): string {
  if (found.startsWith('\r')) return '\n';
  const visible = found.replace(invisible, (character) =>
    character === '\n' || character === '\t' ? character : '',
  );
  const [base = '', ...marks] = visible.normalize('NFC');
  return base + marks.slice(0, marksAtMost).join('');
}

/** True for a single character that stays as it is. */
function isClean(found: string): boolean {
  const code = found.codePointAt(0) ?? 0;
  if (found.length > (code > 0xffff ? 2 : 1)) return false;
  return (code >= 0x20 && code < 0x7f) || (!/[\p{C}\r]/u.test(found) && found.normalize('NFC') === found);
}

/** Cleans a text, keeping where each character came from. */
export function clean(text: string): Mapped {
  if (!suspicious.test(text)) return { text, edits: [] };
  const writer = new SpanWriter(text);
  for (const { 0: found, index } of text.matchAll(cluster)) {
    if (isClean(found)) continue;
    const replacement = cleaned(found);
    if (replacement !== found) writer.replace(index, index + found.length, replacement);
  }
  return writer.finish();
}
