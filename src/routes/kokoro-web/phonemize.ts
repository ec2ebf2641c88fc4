/** POST /api/v1/text/phonemize: what the model will be given, in one line. */
import { Type } from 'typebox';
import { SpeechError } from '../../errors.js';
import { jsonReply, postRoute, type Route } from '../../http/route.js';
import type { TextInspector } from '../../speech/text-inspector.js';
import { webLanguages } from './languages.js';

const PhonemizeBody = Type.Object({
  lang: Type.String({ description: 'One of GET /api/v1/audio/langs.' }),
  input: Type.String({ description: 'The text to pronounce.' }),
});

/** The route. */
export function webPhonemizeRoute(inspector: TextInspector): Route {
  const description = {
    path: '/api/v1/text/phonemize',
    summary: 'Tells how a text is pronounced.',
    produces: ['application/json'],
    body: PhonemizeBody,
    speaks: false,
  };
  return postRoute(description, async ({ lang, input }, { signal }) => {
    const asked = { text: input, language: { name: lang, field: 'lang' }, options: {} };
    const { phonemes } = await inspector.phonemize(asked, signal).catch((error: unknown) => {
      throw unknownLanguage(error);
    });
    return jsonReply({ phonemes: phonemes.replace(/\s+/gu, ' ').trim() });
  });
}

function unknownLanguage(error: unknown): unknown {
  if (!(error instanceof SpeechError) || error.code !== 'UNSUPPORTED_LANGUAGE') return error;
  const known = webLanguages.map(({ id }) => id).join(', ');
  return new SpeechError(error.code, `Language not found, use one of: ${known}`, {
    field: 'lang',
    cause: error,
  });
}
