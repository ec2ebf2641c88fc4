/** Predicates on spellings, with the meaning Python's string methods give them in the reference. */

const letters = /^\p{L}+$/u;
const asciiLetters = /^[A-Za-z]+$/;
const asciiDigits = /^[0-9]+$/;

export const isAlphabetic = (text: string): boolean => letters.test(text);
export const isAsciiWord = (text: string): boolean => asciiLetters.test(text);
export const isDigits = (text: string): boolean => asciiDigits.test(text);
/** True also for what has no case at all, such as digits. */
export const isUpper = (text: string): boolean => text === text.toUpperCase();
export const isLower = (text: string): boolean => text === text.toLowerCase();

/** The general word class of a Penn tag, by which dictionary entries are keyed. */
export function parentTag(tag: string): string {
  if (tag.startsWith('VB')) return 'VERB';
  if (tag.startsWith('NN')) return 'NOUN';
  if (tag.startsWith('ADV') || tag.startsWith('RB')) return 'ADV';
  if (tag.startsWith('ADJ') || tag.startsWith('JJ')) return 'ADJ';
  return tag;
}
