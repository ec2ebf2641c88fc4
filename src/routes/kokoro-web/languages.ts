/** GET /api/v1/audio/langs, and the languages as kokoro-web's clients know them. */
import { getRoute, jsonReply, type Route } from '../../http/route.js';

export interface WebLanguage {
  readonly id: string;
  readonly name: string;
}

/** In kokoro-web's order, with its id for Spanish. */
export const webLanguages: readonly WebLanguage[] = [
  { id: 'en-us', name: 'English (US)' },
  { id: 'en-gb', name: 'English (UK)' },
  { id: 'ja', name: 'Japanese' },
  { id: 'cmn', name: 'Chinese' },
  { id: 'es-419', name: 'Spanish' },
  { id: 'hi', name: 'Hindi' },
  { id: 'it', name: 'Italian' },
  { id: 'pt-br', name: 'Portuguese (Brazil)' },
  { id: 'fr-fr', name: 'French' },
];

/** One of them by our id. */
export function webLanguage(id: string): WebLanguage {
  const known = webLanguages.find((language) => language.id === id || language.id.startsWith(`${id}-`));
  return known ?? { id, name: id };
}

/** The list. */
export function webLanguagesRoute(): Route {
  return getRoute(
    { path: '/api/v1/audio/langs', summary: 'Lists the languages.', produces: ['application/json'] },
    () => jsonReply(webLanguages),
  );
}
