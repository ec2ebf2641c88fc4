/**
 * Cuts a sentence into the tokens the tagger knows: at blanks, then punctuation off both ends of each word, then at
 * exceptions ("don't" → do n't) and inner separators. The algorithm is spaCy's (MIT).
 */
import { tokenizerExceptions } from './tokenizer-exceptions.js';
import { infixes, isAddress, prefixLength, suffixLength } from './tokenizer-rules.js';

export interface RawToken {
  readonly text: string;
  readonly whitespace: '' | ' ';
  /** UTF-16 offsets into the sentence. */
  readonly start: number;
  readonly end: number;
}

/** Longer runs without a blank are cut: no word is that long, and the rules' cost grows faster than length. */
const longestRun = 120;
const mostCached = 10_000;

const cache = new Map<string, readonly string[]>();
const onlyLetters = /^[A-Za-z]+$/;

/** Parts of what is left when punctuation has been cut off. */
function core(text: string): readonly string[] {
  const exception = tokenizerExceptions.get(text);
  if (exception !== undefined) return exception;
  if (text === '') return [];
  if (onlyLetters.test(text) || isAddress(text)) return [text];
  const parts: string[] = [];
  let at = 0;
  for (const [start, end] of infixes(text)) {
    if (start === 0) continue;
    if (start > at) parts.push(text.slice(at, start));
    parts.push(text.slice(start, end));
    at = end;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}

function peeled(run: string): string[] {
  const before: string[] = [];
  const after: string[] = [];
  let text = run;
  while (text !== '' && !tokenizerExceptions.has(text)) {
    const front = prefixLength(text);
    if (front > 0 && tokenizerExceptions.has(text.slice(front))) {
      before.push(text.slice(0, front));
      text = text.slice(front);
      break;
    }
    const back = suffixLength(text.slice(front));
    if (back > 0 && tokenizerExceptions.has(text.slice(0, -back))) {
      after.push(text.slice(-back));
      text = text.slice(0, -back);
      break;
    }
    if (front === 0 && back === 0) break;
    if (front > 0) before.push(text.slice(0, front));
    if (back > 0) after.push(text.slice(text.length - back));
    text = text.slice(front, text.length - back);
  }
  return [...before, ...core(text), ...after.reverse()];
}

/** Joins what the rules cut but the exceptions keep, such as the full stop of "Mr." behind a dash. */
function rejoined(parts: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (before !== undefined && tokenizerExceptions.get(before + part)?.length === 1)
      joined[joined.length - 1] = before + part;
    else joined.push(part);
  }
  return joined;
}

function tokensOf(run: string): readonly string[] {
  const known = cache.get(run);
  if (known !== undefined) return known;
  const exception = tokenizerExceptions.get(run);
  const parts = exception ?? (onlyLetters.test(run) ? [run] : rejoined(peeled(run)));
  if (cache.size >= mostCached) cache.clear();
  cache.set(run, parts);
  return parts;
}

/** The tokens of one sentence; runs of white space count as one blank. */
export function tokenize(sentence: string): RawToken[] {
  const tokens: RawToken[] = [];
  for (const match of sentence.matchAll(/\S+/g)) {
    let start = match.index;
    const runEnd = start + match[0].length;
    while (start < runEnd) {
      const cut = Math.min(start + longestRun, runEnd);
      // A cut never parts a surrogate pair.
      const splits = cut < runEnd && /[\uD800-\uDBFF]/.test(sentence.charAt(cut - 1));
      const stop = splits ? cut - 1 : cut;
      const parts = tokensOf(sentence.slice(start, stop));
      for (const text of parts) {
        const end = start + text.length;
        const isLast = end === runEnd;
        tokens.push({ text, whitespace: isLast && runEnd < sentence.length ? ' ' : '', start, end });
        start = end;
      }
      start = stop;
    }
  }
  return tokens;
}
