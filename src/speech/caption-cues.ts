/** Words with times to captions: which words share a cue, and how long it stands. */
import type { TimedWord } from './spoken-part.js';

export interface Cue {
  /** As the client wrote it. */
  readonly text: string;
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  readonly voice: string | undefined;
  readonly words: readonly CueWord[];
}

/** A stretch of the client's text within a cue: joined in order they are the cue's text. */
export interface CueWord {
  readonly text: string;
  readonly start: number;
}

/** A cue is ended at a clause after this many characters: one line is full. */
const lineCharacters = 42;
const mostCharacters = 2 * lineCharacters;
const longestSec = 6;
const shortestSec = 1;
/** Time without a caption between two of them. */
const gapSec = 0.04;

const sentenceEnd = /^[.!?…。！？।]+$/u;
const clauseEnd = /^[,;:—–、，；：]+$/u;
const opening = /^[([{“‘„«¿¡「『（]$/u;

/** The cues of a whole text. `words` are in the order of speech; `sourceText` is what their offsets count in. */
export function cuesOf(words: readonly TimedWord[], sourceText: string): Cue[] {
  const groups: TimedWord[][] = [];
  let group: TimedWord[] = [];
  for (const word of words) {
    if (group.length > 0 && startsCue(group, word, sourceText)) {
      groups.push(group);
      group = [];
    }
    group.push(word);
  }
  if (group.length > 0) groups.push(group);
  return groups
    .map((members) => cueOf(members, sourceText))
    .filter(({ text }) => text !== '')
    .map(timed);
}

/** True if `word` must not, or need not, stand in the same cue as those before it. */
function startsCue(group: readonly TimedWord[], word: TimedWord, sourceText: string): boolean {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return false;
  if (first.voice !== word.voice) return true;
  if (word.isPunctuation && !opening.test(word.word)) return false; // a mark stays with what it ends
  const spoken = group.findLast(
    ({ isPunctuation, word: mark }) => !isPunctuation || /[.!?…,;:—–。！？।、，；：]/u.test(mark),
  );
  if (spoken?.isPunctuation && sentenceEnd.test(spoken.word)) return true;
  const length = cueOf(group, sourceText).text.length;
  if (spoken?.isPunctuation && clauseEnd.test(spoken.word) && length > lineCharacters) return true;
  return (
    cueOf([...group, word], sourceText).text.length > mostCharacters || word.end - first.start > longestSec
  );
}

function cueOf(group: readonly TimedWord[], sourceText: string): Cue {
  const words: CueWord[] = [];
  let at = group[0]?.sourceStart ?? 0;
  for (const { sourceStart, sourceEnd, start } of group) {
    const from = Math.max(sourceStart, at);
    // Words a rule made of one written form share its place: it is written once.
    if (sourceEnd <= at) continue;
    const between = words.length === 0 ? '' : gapText(sourceText.slice(at, from));
    words.push({ text: folded(between + sourceText.slice(from, sourceEnd)), start });
    at = sourceEnd;
  }
  const text = words.map((word) => word.text).join('');
  const [start, end] = [group[0]?.start ?? 0, group.at(-1)?.end ?? 0];
  return { text: text.trim(), start, end, voice: group[0]?.voice, words };
}

/** What stands between two words: quotes and the like are shown, tags and mark-up are not. */
function gapText(gap: string): string {
  if (!/[[\]<>*_`|\\/]/.test(gap)) return gap;
  return /\s/u.test(gap) ? ' ' : '';
}

function folded(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

/** A cue stands long enough to be read, as far as the next one allows. */
function timed(cue: Cue, index: number, cues: readonly Cue[]): Cue {
  const wanted = Math.max(cue.end, cue.start + shortestSec);
  const next = cues[index + 1];
  if (next === undefined) return { ...cue, end: wanted };
  return { ...cue, end: Math.max(cue.start, Math.min(wanted, next.start - gapSec)) };
}

/** The text in lines of at most 42 characters, two of them if it takes more than one; long words are not cut. */
export function linesOf(text: string): string[] {
  if (text.length <= lineCharacters) return [text];
  const middle = text.length / 2;
  const blanks = [...text.matchAll(/ /g)].map(({ index }) => index);
  const [best] = blanks.sort((left, right) => Math.abs(left - middle) - Math.abs(right - middle));
  return best === undefined ? [text] : [text.slice(0, best), text.slice(best + 1)];
}
