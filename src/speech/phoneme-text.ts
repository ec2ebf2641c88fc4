/** Phonemes that a client wrote, as what the model speaks in single runs. */
import { SpeechError } from '../errors.js';
import type { Segment } from '../text/token.js';
import { fromIpa } from '../text/vocabulary.js';

/** The model takes 512 tokens; two are the pads. */
const mostSymbols = 510;

/** Segments of at most 510 symbols, cut behind marks, else at blanks. Throws EMPTY_TEXT and UNSPEAKABLE_TEXT. */
export function phonemeSegments(written: string): Segment[] {
  if (written.trim() === '')
    throw new SpeechError('EMPTY_TEXT', 'Phonemes cannot be empty', { field: 'phonemes' });
  const { phonemes } = fromIpa(written);
  let rest = phonemes.replaceAll(/ +/g, ' ').trim();
  if (rest === '')
    throw new SpeechError('UNSPEAKABLE_TEXT', 'Phonemes contain no known symbol', { field: 'phonemes' });
  const segments: Segment[] = [];
  while (rest !== '') {
    const end = rest.length <= mostSymbols ? rest.length : cutOf(rest.slice(0, mostSymbols + 1));
    const part = rest.slice(0, end).trim();
    if (part !== '') segments.push(segmentOf(part));
    rest = rest.slice(end).trim();
  }
  return segments;
}

/** Where text that is one symbol too long is cut. */
function cutOf(text: string): number {
  const mark = /^.*[;:,.!?—…](?= )/su.exec(text)?.[0].length ?? 0;
  if (mark > 0) return mark;
  const blank = text.lastIndexOf(' ');
  return blank > 0 ? blank : mostSymbols;
}

function segmentOf(phonemes: string): Segment {
  const words = phonemes.split(' ');
  const tokens = words.map((word, index) => ({
    text: word,
    whitespace: index < words.length - 1 ? (' ' as const) : ('' as const),
    start: 0,
    end: 0,
    phonemes: word,
    origin: 'inline' as const,
  }));
  return { kind: 'segment', phonemes, tokens, start: 0, end: 0 };
}
