/** Which language an utterance is spoken in: the request's, else the voice profile's, else the server's, else its first voice's. */
import { SpeechError } from '../errors.js';
import { findLanguage, type Language, languageOfVoice, languages } from '../text/languages.js';
import type { ResolvedVoice } from './voices.js';

/** The language, and the request field that decided it. Throws UNSUPPORTED_LANGUAGE for a name nobody knows. */
export function chooseLanguage(
  asked: { readonly name: string; readonly field: string } | undefined,
  serverDefault: Language | undefined,
  voice: Pick<ResolvedVoice, 'terms' | 'language'> | undefined,
): { language: Language; field: string } {
  if (asked === undefined) {
    const spoken = languageOfVoice(voice?.terms[0]?.name ?? '');
    return { language: voice?.language ?? serverDefault ?? spoken ?? 'en-us', field: 'voice' };
  }
  const language = findLanguage(asked.name);
  if (language !== undefined) return { language, field: asked.field };
  const supported = languages.map(({ id }) => id).join(', ');
  const message = `Language '${asked.name.slice(0, 40)}' is not supported. Supported: ${supported}`;
  throw new SpeechError('UNSUPPORTED_LANGUAGE', message, { field: asked.field });
}

/** The front end's refusal of a language, with the request field that asked for it; other errors as they are. */
export function languageRefusal(error: unknown, field: string): unknown {
  if (!(error instanceof SpeechError) || error.code !== 'UNSUPPORTED_LANGUAGE' || error.field !== null)
    return error;
  return new SpeechError(error.code, error.message, { field, cause: error });
}
