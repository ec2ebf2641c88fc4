/** A sentence of plain text to tagged tokens, with what the user prescribed in its place. */
import type { Prescription } from '../g2p.js';
import type { TaggedToken } from './tagged-token.js';
import type { Tagger } from './tagger-interface.js';
import { type RawToken, tokenize } from './tokenizer.js';

/** A token before it has a tag. */
export type Untagged = Omit<TaggedToken, 'tag'>;

function shifted(tokens: readonly RawToken[], by: number): Untagged[] {
  return tokens.map(({ text, whitespace, start, end }) => ({
    text,
    whitespace,
    start: start + by,
    end: end + by,
  }));
}

/** Tokens of `sentence[start, end)`; the last one knows whether a blank follows in the sentence. */
function tokensBetween(sentence: string, start: number, end: number): Untagged[] {
  const tokens = shifted(tokenize(sentence.slice(start, end)), start);
  const last = tokens.at(-1);
  if (last === undefined) return tokens;
  const isFollowedByBlank = last.end < sentence.length && /\s/.test(sentence.charAt(last.end));
  return [...tokens.slice(0, -1), { ...last, whitespace: isFollowedByBlank ? ' ' : '' }];
}

function prescribed(sentence: string, prescription: Prescription): Untagged[] {
  const { start, end, phonemes, origin, stress, numberFlags } = prescription;
  if (phonemes === undefined)
    return tokensBetween(sentence, start, end).map((token) => ({ ...token, stress, numberFlags }));
  const isFollowedByBlank = end < sentence.length && /\s/.test(sentence.charAt(end));
  const whitespace = isFollowedByBlank ? ' ' : '';
  return [{ text: sentence.slice(start, end), whitespace, start, end, phonemes, origin }];
}

/** Tokens of a sentence, one for each prescribed pronunciation. */
export function untaggedTokens(sentence: string, prescriptions: readonly Prescription[]): Untagged[] {
  const tokens: Untagged[] = [];
  let at = 0;
  for (const prescription of prescriptions) {
    tokens.push(...tokensBetween(sentence, at, prescription.start), ...prescribed(sentence, prescription));
    at = prescription.end;
  }
  tokens.push(...tokensBetween(sentence, at, sentence.length));
  return tokens;
}

/** Gives the tokens of one sentence their parts of speech. */
export function tagged(tokens: readonly Untagged[], tagger: Tagger): TaggedToken[] {
  const tags = tagger.tag(
    tokens.map(({ text }) => text),
    tokens.map(({ whitespace }) => whitespace === ' '),
  );
  return tokens.map((token, i) => ({ ...token, tag: tags[i] ?? 'XX' }));
}
