/**
 * Every deliberate departure from the reference front end (misaki 0.9.4), by name. `reference` turns all off: it
 * exists to test the port; `departures` is what clients hear.
 */
export interface Switches {
  /** Characters and digits the reference loses ("5'10", "1st" tagged as punctuation) are read. */
  readonly keepCharacters: boolean;
  /** A hyphen between blanks and a run of hyphens pause like a dash whatever their tag. */
  readonly dashes: boolean;
  /** A currency sign ends with the number it stands before. */
  readonly currencyEndsWithNumber: boolean;
  /** One unknown piece of a word does not send the whole word to the unknown-word path. */
  readonly piecewiseUnknown: boolean;
  /** Letter-to-sound rules, the third dictionary and the model answer for words in no dictionary. */
  readonly unknownWords: boolean;
  /** The homograph chooser may overrule the tag. */
  readonly homographs: boolean;
  /** A sentence in capitals is looked up in lower case instead of being spelled. */
  readonly lowerShouting: boolean;
  /** Phonemes the user wrote are left as written. */
  readonly userPhonemesVerbatim: boolean;
}

export const reference: Switches = {
  keepCharacters: false,
  dashes: false,
  currencyEndsWithNumber: false,
  piecewiseUnknown: false,
  unknownWords: false,
  homographs: false,
  lowerShouting: false,
  userPhonemesVerbatim: false,
};

export const departures: Switches = {
  keepCharacters: true,
  dashes: true,
  currencyEndsWithNumber: true,
  piecewiseUnknown: true,
  unknownWords: true,
  homographs: true,
  lowerShouting: true,
  userPhonemesVerbatim: true,
};
