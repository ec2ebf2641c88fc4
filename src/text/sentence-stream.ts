/** The sentences of a prepared block as pronounced tokens whose offsets count in the text the client sent. */
import type { Prescription, SentenceG2p } from './g2p.js';
import type { Language } from './languages.js';
import type { Prepared } from './prepare.js';
import { type Range, splitSentences } from './sentences.js';
import { toSource } from './spans.js';
import type { Token } from './token.js';

/** UTF-16 units given to G2P at once; a longer sentence is cut at a blank, so that no turn takes long. */
const longestSentence = 600;
/** The same where there is no blank to cut at: what is written so may be a token for each character. */
const longestRun = 200;

/** Sentences, none of which ends inside a prescription. */
function wholeSentences(text: string, language: Language, prescriptions: readonly Prescription[]): Range[] {
  const ranges: Range[] = [];
  let next = 0;
  for (const range of splitSentences(text, language)) {
    const last = ranges.at(-1);
    while ((prescriptions[next]?.end ?? Infinity) <= range.start) next++;
    if (last !== undefined && (prescriptions[next]?.start ?? Infinity) < range.start)
      ranges[ranges.length - 1] = { start: last.start, end: range.end };
    else ranges.push(range);
  }
  return ranges;
}

function* turns(text: string, range: Range, prescriptions: readonly Prescription[]): Generator<Range> {
  let { start } = range;
  while (range.end - start > longestSentence) {
    const blank = text.lastIndexOf(' ', start + longestSentence);
    let cut = blank > start ? blank + 1 : start + longestRun;
    const inside = prescriptions.find((part) => part.start < cut && cut < part.end);
    if (inside !== undefined) cut = inside.start > start ? inside.start : inside.end;
    if (/[\uDC00-\uDFFF]/.test(text.charAt(cut))) cut++;
    yield { start, end: cut };
    start = cut;
  }
  if (start < range.end) yield { start, end: range.end };
}

/** Pronounces sentence by sentence as they are asked for; `place` maps offsets of the block to the client's text. */
export function* pronounceBlock(
  { mapped, prescriptions }: Prepared,
  language: Language,
  g2p: SentenceG2p,
  place: (range: Range) => Range,
): Generator<Token[], void> {
  for (const sentence of wholeSentences(mapped.text, language, prescriptions))
    for (const { start, end } of turns(mapped.text, sentence, prescriptions)) {
      const inside = prescriptions
        .filter((part) => part.start >= start && part.end <= end)
        .map((part) => ({ ...part, start: part.start - start, end: part.end - start }));
      const tokens = g2p.pronounce(mapped.text.slice(start, end), inside);
      yield tokens.map((token) => ({
        ...token,
        ...place(toSource(mapped.edits, token.start + start, token.end + start)),
      }));
    }
}
