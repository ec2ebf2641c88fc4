/** The server's lexicon: a JSON object of entries, or one such object for each language. */
import { findLanguage, type Language } from './languages.js';
import { Lexicon, type LexiconEntry } from './lexicon.js';

export type LexiconByLanguage = (language: Language) => Lexicon | undefined;

/**
 * Reads the content of a lexicon file. Throws if it is no JSON or an entry is wrong, naming the entry; the caller
 * then keeps what it had. `onImperfect` is told of entries with symbols the model does not have: they are spoken without.
 */
export function parseLexiconFile(
  json: string,
  onImperfect: (entry: LexiconEntry) => void = () => {},
): LexiconByLanguage {
  const lexiconOf = (entries: unknown, field: string): Lexicon => {
    const lexicon = new Lexicon(entries, field);
    lexicon.imperfect.forEach(onImperfect);
    return lexicon;
  };
  const content: unknown = JSON.parse(json);
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new Error('The lexicon file must hold a JSON object.');
  const values: [string, unknown][] = Object.entries(content);
  if (values.length === 0 || values.some(([, value]) => typeof value !== 'object')) {
    const lexicon = lexiconOf(content, 'lexicon file');
    return () => lexicon;
  }
  const lexicons = new Map<Language, Lexicon>();
  for (const [name, entries] of values) {
    const language = findLanguage(name);
    if (language === undefined) throw new Error(`The lexicon file names an unknown language: "${name}".`);
    lexicons.set(language, lexiconOf(entries, `lexicon file, ${name}`));
  }
  return (language) => lexicons.get(language);
}
