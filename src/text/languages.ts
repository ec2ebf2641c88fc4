/** The nine languages of the model's voices: ids, voice letters, and what else clients call them. */
export type Language = 'en-us' | 'en-gb' | 'es' | 'fr-fr' | 'hi' | 'it' | 'ja' | 'pt-br' | 'cmn';

export interface LanguageEntry {
  readonly id: Language;
  /** First letter of the names of its voices. */
  readonly letter: string;
  readonly name: string;
  /** Further ids clients send, in lower case with hyphens. */
  readonly aliases: readonly string[];
}

/** Every language the model has voices for, in the order of the voice letters. */
export const languages: readonly LanguageEntry[] = [
  { id: 'en-us', letter: 'a', name: 'English (US)', aliases: ['en', 'en-ca', 'en-ph'] },
  {
    id: 'en-gb',
    letter: 'b',
    name: 'English (UK)',
    aliases: ['en-uk', 'en-au', 'en-nz', 'en-ie', 'en-in', 'en-za'],
  },
  { id: 'es', letter: 'e', name: 'Spanish', aliases: ['es-419', 'es-es', 'es-mx', 'spa'] },
  { id: 'fr-fr', letter: 'f', name: 'French', aliases: ['fr', 'fr-ca', 'fr-be', 'fr-ch'] },
  { id: 'hi', letter: 'h', name: 'Hindi', aliases: ['hi-in'] },
  { id: 'it', letter: 'i', name: 'Italian', aliases: ['it-it'] },
  { id: 'ja', letter: 'j', name: 'Japanese', aliases: ['jp', 'ja-jp'] },
  { id: 'pt-br', letter: 'p', name: 'Portuguese (Brazil)', aliases: ['pt', 'pt-pt'] },
  { id: 'cmn', letter: 'z', name: 'Chinese', aliases: ['zh', 'zh-cn', 'zh-hans', 'cmn-cn'] },
];

const byName = new Map<string, Language>();
for (const { id, letter, aliases } of languages)
  for (const name of [id, letter, ...aliases]) byName.set(name, id);

/** Finds a language by id, voice letter or alias (any case, `_` like `-`); undefined if there is none. */
export function findLanguage(name: string): Language | undefined {
  return byName.get(name.trim().toLowerCase().replaceAll('_', '-'));
}

/** The language a voice was trained on, from the first letter of its name; undefined for a foreign naming scheme. */
export function languageOfVoice(voice: string): Language | undefined {
  const letter = voice.trim().charAt(0).toLowerCase();
  return languages.find((language) => language.letter === letter)?.id;
}

/** The English name of a language, for messages. */
export function languageName(language: Language): string {
  return languages.find(({ id }) => id === language)?.name ?? language;
}
