/** Sentences in capitals, which would be spelled letter by letter, are looked up in lower case. */
import type { Dictionary } from './dictionary.js';
import type { Untagged } from './sentence.js';
import { isLower, isUpper } from './word-shape.js';

/** Fewer words in capitals may be a name or a heading of initials. */
const fewestWords = 3;
const hasLetter = /\p{L}/u;

/** Tokens in lower case, except known acronyms, if every word of the sentence is in capitals. */
export function lowerShouting(tokens: readonly Untagged[], dictionary: Dictionary): readonly Untagged[] {
  let words = 0;
  for (const { text, phonemes } of tokens) {
    if (phonemes !== undefined || !hasLetter.test(text)) continue;
    if (!isUpper(text) || isLower(text)) return tokens;
    words += 1;
  }
  if (words < fewestWords) return tokens;
  return tokens.map((token) => {
    const lower = token.text.toLowerCase();
    const isAcronym =
      token.text.length > 1 && dictionary.find(lower, true) === undefined && /^[A-Z.]{2,5}$/.test(token.text);
    return isAcronym || token.text === 'I' || lower.length !== token.text.length
      ? token
      : { ...token, text: lower };
  });
}
