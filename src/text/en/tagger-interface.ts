/** What the English front end asks of its three trained parts; their weights and code live beside this file. */

/** Which pronunciation dictionary a word is looked up in. */
export type Variant = 'us' | 'gb';

/** Gives every token of a sentence its part of speech. */
export interface Tagger {
  /**
   * Penn tags with the OntoNotes extras (ADD AFX HYPH NFP XX -LRB- -RRB- `` '' $ : , . _SP), one per word.
   * `followedByBlank[i]` tells whether white space follows word i.
   */
  tag(words: readonly string[], followedByBlank: readonly boolean[]): string[];
}

/** Decides between the readings of one spelling where the tag does not ("bass", "lead", "read"). */
export interface HomographChooser {
  /** Phonemes of `words[index]` if the chooser is surer than the tag; undefined leaves the word to the dictionary. */
  choose(words: readonly string[], tags: readonly string[], index: number): string | undefined;
}

/** Letters to phonemes for words in no dictionary. */
export interface UnknownWordModel {
  /** Phonemes with stress marks, in the symbols of the dictionaries; never empty for a word with letters. */
  pronounce(word: string, variant: Variant): string;
}

/** A program of the operator's that knows words nobody else here does, such as espeak-ng in a process of its own. */
export interface WordHelper {
  /** Phonemes in the symbols of the dictionaries; undefined if it has no answer. Must be quick: it is asked in line. */
  pronounce(word: string, variant: Variant): string | undefined;
}
