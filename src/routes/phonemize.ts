/** POST /dev/phonemize: how a text is pronounced, and who decided it. */
import { Type } from 'typebox';
import { jsonReply, postRoute, type Route } from '../http/route.js';
import type { TextInspector } from '../speech/text-inspector.js';
import { languageFields, languageOf } from './language-fields.js';
import { nullable } from './nullable.js';
import { lexiconField } from './text-fields.js';

/** Body of POST /dev/phonemize. */
const PhonemizeBody = Type.Object({
  text: Type.String({ description: 'The text to pronounce.' }),
  ...languageFields,
  normalize: nullable(Type.Boolean({ description: 'false: written forms are not put into words.' })),
  lexicon: lexiconField,
});

/** The route; without a language the text is American English. */
export function phonemizeRoute(inspector: TextInspector): Route {
  const description = {
    path: '/dev/phonemize',
    summary: 'Tells how a text is pronounced.',
    produces: ['application/json'],
    body: PhonemizeBody,
    speaks: false,
  };
  return postRoute(description, async ({ text, normalize, lexicon, ...body }, { signal }) => {
    const options = { lexicon, normalization: { normalize } };
    const asked = { text, language: languageOf(body), options };
    const { phonemes, tokens, words, segments, dropped } = await inspector.phonemize(asked, signal);
    return jsonReply({
      phonemes,
      tokens,
      words: words.map((word) => ({ ...word, tag: word.tag ?? null })),
      segments: segments.length,
      dropped,
    });
  });
}
