/** POST /dev/normalize: a text as it is spoken, and which written form each changed part stands for. */
import { Type } from 'typebox';
import { jsonReply, postRoute, type Route } from '../http/route.js';
import type { TextInspector } from '../speech/text-inspector.js';
import { languageFields, languageOf } from './language-fields.js';
import { nullable } from './nullable.js';
import { textFields, textOptions } from './text-fields.js';

/** Body of POST /dev/normalize. */
const NormalizeBody = Type.Object({
  text: Type.String({ description: 'The text to put into words.' }),
  ...languageFields,
  ...textFields,
  compat: nullable(
    Type.Enum(['kokoro-fastapi'], { description: 'Reads English as that server does, its slips included.' }),
  ),
});

/** The API's words for classes that the rules name otherwise. */
const classNames: Readonly<Record<string, string>> = { currency: 'money' };

/** The route; without a language the text is American English. */
export function normalizeRoute(inspector: TextInspector): Route {
  const description = {
    path: '/dev/normalize',
    summary: 'Puts numbers, dates and the like of a text into words.',
    produces: ['application/json'],
    body: NormalizeBody,
    speaks: false,
  };
  return postRoute(description, async (body, { signal }) => {
    const options = { ...textOptions(body), compat: body.compat ?? undefined };
    const asked = { text: body.text, language: languageOf(body), options };
    const { text, spans } = await inspector.normalize(asked, signal);
    return jsonReply({
      text,
      spans: spans.map(({ start, end, sourceStart, sourceEnd, class: kind = null }) => ({
        start,
        end,
        source_start: sourceStart,
        source_end: sourceEnd,
        class: kind === null ? null : (classNames[kind] ?? kind),
      })),
    });
  });
}
