/** POST /api/chunk-plan: how a stream would cut a text. */
import { Type } from 'typebox';
import { jsonReply, postRoute, type Route } from '../../http/route.js';
import { textChunks } from '../../speech/text-chunks.js';
import { checkText } from '../../speech/text-limits.js';
import { targetField, textField } from './native-fields.js';
import { checkLength } from './native-values.js';

const ChunkPlanBody = Type.Object({
  text: textField,
  target_chunk_chars: targetField,
  include_text: Type.Boolean({ default: false, description: 'Gives the text of each chunk, too.' }),
});

/** The route; `maxTextChars` in code points. */
export function chunkPlanRoute(maxTextChars: number): Route {
  const description = {
    path: '/api/chunk-plan',
    summary: 'Tells how a stream would cut a text.',
    produces: ['application/json'],
    body: ChunkPlanBody,
    speaks: false,
  };
  return postRoute(description, ({ text, target_chunk_chars: target, include_text: withText }) => {
    checkLength(text, maxTextChars);
    checkText(text, 0);
    const chunks = textChunks(text, target).map((chunk, index) => ({
      index,
      char_count: [...chunk.text].length,
      word_count: chunk.text.split(' ').length,
      sentence_count: chunk.text.match(/[.!?]+/g)?.length ?? 0,
      ...(withText && { text: chunk.text }),
    }));
    const lengths = chunks.map((chunk) => chunk.char_count);
    return jsonReply({ chunks, count: chunks.length, lengths, target_chunk_chars: target });
  });
}
