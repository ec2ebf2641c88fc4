/**
 * Where sentences end. The marks of Unicode's sentence rules propose, which is too much rather than too little; the rules
 * here join again what people would not part. `Intl.Segmenter` proposes the same but takes quadratic time.
 */
import type { Language } from './languages.js';
import { abbreviationsOf, sentenceStarters } from './sentence-abbreviations.js';

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A bracketed or quoted passage of at most this many characters keeps its sentences together. */
const asideLength = 120;
/** What nobody says in one breath is cut at a blank, whatever it is: UTF-16 units. */
const sentenceLength = 8192;
const listItem = /^[ \t]*(?:[-*•–]|\d{1,3}[.)]|[a-z]\))[ \t]+\S/iu;
const ended = /[.!?…。！？；।][\p{Pe}\p{Pf}\p{Pi}"'」』]*$/u;
/**
 * Full stops and their like with what closes after them, before a blank; marks of scripts without blanks; line ends. A
 * closing guillemet may stand apart (`Où vas-tu ? » Il part.`).
 */
const candidate =
  /(?:[.!?…]{1,64}(?:[\p{Pe}\p{Pf}"']|\s»){0,8}(?=\s)|[。！？｡；।॥]{1,64}[\p{Pe}\p{Pf}"']{0,8})\s*|\n\s*/gu;

/** UTF-16 ranges of the sentences of a block of text, without the blanks around them, in order; blank ones are left out. */
export function splitSentences(text: string, language: Language): Range[] {
  const sentences: Range[] = [];
  const closings = asides(text);
  let start = 0;
  for (const end of candidates(text)) {
    if (end < text.length && !isBoundary(text, start, end, language, closings)) continue;
    push(sentences, text, start, end);
    start = end;
  }
  push(sentences, text, start, text.length);
  return sentences;
}

function push(sentences: Range[], text: string, from: number, to: number): void {
  let [start, end] = [from, to];
  while (start < end && /\s/u.test(text.charAt(start))) start += 1;
  while (end > start && /\s/u.test(text.charAt(end - 1))) end -= 1;
  while (end - start > sentenceLength) {
    const blank = text.lastIndexOf(' ', start + sentenceLength);
    const cut = blank > start ? blank : start + sentenceLength;
    sentences.push({ start, end: cut });
    start = blank > start ? cut + 1 : cut;
  }
  if (end > start) sentences.push({ start, end });
}

/** Offsets at which a sentence may end, blanks after it included: marks that end one, line ends. */
function* candidates(text: string): Generator<number> {
  for (const { 0: found, index } of text.matchAll(candidate)) yield index + found.length;
  yield text.length;
}

/** True if a sentence ends at `at`, where the text since `start` is the sentence so far. */
function isBoundary(
  text: string,
  start: number,
  at: number,
  language: Language,
  closings: ReadonlyMap<number, number>,
): boolean {
  const before = text.slice(Math.max(start, at - 64), at);
  const after = text.slice(at, at + 80);
  const gap = /\s*$/u.exec(before)?.[0] ?? '';
  if (/\n[^\S\n]*\n/u.test(gap) || (gap.includes('\n') && /^[^\S\n]*\n/u.test(after))) return true;
  if (gap.includes('\n') && listItem.test(after)) return true;
  const said = before.slice(0, before.length - gap.length);
  if (gap.includes('\n') && !ended.test(said)) return false;
  const next = after.trimStart();
  if (/^[»”’」』）]/u.test(next)) return false;
  if (/^\p{Ll}(?!\p{Lu}\p{L})/u.test(next)) return /[；।。！？]$/u.test(said);
  if (
    language === 'ja' &&
    /[」』）]$/u.test(said) &&
    /^(?:と|って|っ|な|の|は|が|を|に|も|で|、)/u.test(next)
  )
    return false;
  if (language === 'cmn' && isSpeechTag(text.slice(start, start + 8), said, next)) return false;
  if (isInsideAside(start, at, text, closings)) return false;
  if (/(?:\.{3}|…)$/u.test(said) && /^I\b/u.test(next)) return false;
  return !said.endsWith('.') || !isAbbreviation(said, next, language);
}

/** `“你好吗？”他问。`: the quote comes first and somebody says it. */
function isSpeechTag(opening: string, said: string, next: string): boolean {
  return (
    /^\s*[“「『]/u.test(opening) &&
    /[”」』]$/u.test(said) &&
    /^\p{L}{0,8}[说問问道喊答叫讲想說講]/u.test(next)
  );
}

function isAbbreviation(said: string, next: string, language: Language): boolean {
  const word = /[^\s"'“‘«([]*$/u.exec(said.slice(0, -1))?.[0] ?? '';
  const key = word.toLowerCase();
  const follower = /^[\p{L}'’]+/u.exec(next)?.[0] ?? '';
  const starts = sentenceStarters.has(follower.toLowerCase().replaceAll('’', "'"));
  const { always, numbered, either } = abbreviationsOf(language);
  if (/^\d{1,3}$/u.test(word) && word.length + 1 === said.trimStart().length) return true;
  if (numbered.has(key) && /^(?:\d|(?:[IVXLC]{2,}|[VX])\b(?!['’])|[A-Z]\b\d)/u.test(next)) return true;
  if (either.has(key)) {
    if (/^[\p{Ps}\p{Pi}"]/u.test(next) && !always.has(key)) return false;
    const title = /^(\p{L}+)\.\s/u.exec(next)?.[1]?.toLowerCase();
    if (title !== undefined && abbreviationsOf(language).always.has(title)) return true;
    // "met Dr. Who", but "on Main St. It": a street has a name before it.
    if (starts) return always.has(key) && !/\p{Lu}[\p{L}.]*\s+\S+$/u.test(said);
    return always.has(key) || !/^(?:etc|ecc|a\.m|p\.m|am|pm)$/u.test(key);
  }
  if (always.has(key)) return true;
  // An initial, alone or among others: J. R. R. Tolkien.
  return /^(?:\p{Lu}\.)*\p{Lu}$/u.test(word) && /^\p{Lu}/u.test(next) && !starts;
}

/** Opening offset → closing offset of each bracketed or quoted passage that is short enough to be read in one go. */
function asides(text: string): Map<number, number> {
  const closings = new Map<number, number>();
  const open: { mark: string; at: number }[] = [];
  for (const { 0: mark, index } of text.matchAll(/[()“”]/gu)) {
    if (mark === '(' || mark === '“') open.push({ mark: mark === '(' ? ')' : '”', at: index });
    else if (open.at(-1)?.mark === mark) {
      const at = open.pop()?.at ?? index;
      if (index - at <= asideLength) closings.set(at, index);
    }
  }
  return closings;
}

/** True between the marks of a short aside in the middle of a sentence: `He left (why? Nobody knows!) and came back.` */
function isInsideAside(
  start: number,
  at: number,
  text: string,
  closings: ReadonlyMap<number, number>,
): boolean {
  for (let from = at - 1; from > start && at - from <= asideLength; from -= 1) {
    const closing = closings.get(from);
    if (closing !== undefined && closing >= at)
      return /^[)”]\s*[\p{Ll},;]/u.test(text.slice(closing, closing + 4));
  }
  return false;
}
