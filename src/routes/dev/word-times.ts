/** The words of an answer as a client wants them listed: with their marks or without, as spoken or as written. */
import type { TimedWord } from '../../speech/spoken-part.js';

export interface WordListing {
  readonly punctuation: 'separate' | 'attach' | 'drop';
  readonly text: 'normalized' | 'original';
  /** What the places of words count in. */
  readonly source: string;
}

/** A segment's words. */
export function listedWords(
  words: readonly TimedWord[],
  { punctuation, text, source }: WordListing,
): readonly TimedWord[] {
  const marked = punctuation === 'separate' ? words : unmarked(words, punctuation === 'attach');
  return text === 'original' ? asWritten(marked, source) : marked;
}

/** Words only; marks are written behind the word before them, those in front before the first word. */
function unmarked(words: readonly TimedWord[], attaches: boolean): TimedWord[] {
  const listed: TimedWord[] = [];
  let opening = '';
  let openedAt: number | undefined;
  for (const word of words) {
    const last = listed.at(-1);
    if (!word.isPunctuation) {
      const start = openedAt ?? word.sourceStart;
      listed.push({ ...word, word: opening + word.word, sourceStart: start });
      opening = '';
      openedAt = undefined;
    } else if (attaches && last !== undefined) {
      listed[listed.length - 1] = { ...last, word: last.word + word.word, sourceEnd: word.sourceEnd };
    } else if (attaches) {
      opening += word.word;
      openedAt ??= word.sourceStart;
    }
  }
  return listed;
}

/** One entry for each stretch of the text that was put into words, in the text's own letters. */
function asWritten(words: readonly TimedWord[], source: string): TimedWord[] {
  const listed: TimedWord[] = [];
  for (const word of words) {
    const last = listed.at(-1);
    if (last !== undefined && word.sourceStart < last.sourceEnd) {
      const sourceEnd = Math.max(last.sourceEnd, word.sourceEnd);
      listed[listed.length - 1] = { ...last, end: word.end, sourceEnd };
    } else {
      listed.push(word);
    }
  }
  return listed.map((word) => ({
    ...word,
    word: written(source.slice(word.sourceStart, word.sourceEnd)) || word.word,
  }));
}

/** The letters of a word whose pronunciation was prescribed stand in brackets. */
function written(text: string): string {
  return /^\[([^[\]]+)\]\([^()]*\)(.*)$/s.exec(text)?.slice(1).join('') ?? text;
}
