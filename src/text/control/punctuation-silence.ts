/** Silence after punctuation, in the form of `/api/v1`: the mark and its blank become a `[0.4s]` tag. */

import { replaceAll, SpanWriter } from '../span-writer.js';
import { chain, type Mapped } from '../spans.js';

const silences: Record<string, string> = {
  '.': '[0.4s]',
  ',': '[0.2s]',
  ';': '[0.4s]',
  ':': '[0.3s]',
  '!': '![0.1s]',
  '?': '?[0.1s]',
  '\n': '[0.4s]',
};

/**
 * Marks followed by blanks become tags (`!` and `?` are kept before theirs), what line ends are left become `[0.4s]`, the
 * ends are trimmed. Tags that are already there stay.
 */
export function withPunctuationSilences(text: string): Mapped {
  const tagged = replaceAll(text, /([.,;:!?])\s+|[\r\n]+/gu, ({ 1: mark = '\n' }) => silences[mark]);
  const end = tagged.text.trimEnd().length;
  const start = Math.min(end, tagged.text.length - tagged.text.trimStart().length);
  const trimmed = new SpanWriter(tagged.text);
  if (start > 0) trimmed.replace(0, start, '');
  if (end < tagged.text.length) trimmed.replace(end, tagged.text.length, '');
  return chain(tagged, trimmed.finish());
}
