/** The three names that clients give the language of a text. */
import { type Static, Type } from 'typebox';
import type { SpeechRequest } from '../speech/speech-request.js';
import { nullable } from './nullable.js';

const description =
  'Language of the text; by default that of the voice. The first of lang_code, lang, language counts.';

/** For the schemas of bodies. */
export const languageFields = {
  lang_code: nullable(Type.String({ description })),
  lang: nullable(Type.String({ description })),
  language: nullable(Type.String({ description })),
};

const LanguageFields = Type.Object(languageFields);

/** The first language field that is present; an empty one counts as absent. */
export function languageOf(body: Static<typeof LanguageFields>): SpeechRequest['language'] {
  for (const field of ['lang_code', 'lang', 'language'] as const) {
    const name = body[field];
    if (name) return { name, field };
  }
  return undefined;
}
