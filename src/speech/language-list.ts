import { type LanguageEntry, languages } from '../text/languages.js';

/** The languages of the model's voices. */
export function languageList(): readonly Pick<LanguageEntry, 'id' | 'name' | 'letter'>[] {
  return languages.map(({ id, name, letter }) => ({ id, name, letter }));
}
