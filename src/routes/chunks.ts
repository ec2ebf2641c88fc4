/** POST /dev/chunks: how a text is cut into sentences and into what the model speaks in one run. */
import { Type } from 'typebox';
import { jsonReply, postRoute, type Route } from '../http/route.js';
import type { Speaker } from '../speech/speaker.js';
import type { TextInspector } from '../speech/text-inspector.js';
import { languageFields, languageOf } from './language-fields.js';
import { nullable } from './nullable.js';
import { voiceOf } from './speech-request.js';
import { SpeechBody } from './speech-schema.js';
import { textFields, textOptions, voiceAliases } from './text-fields.js';

const { voice: voiceField, speed, first_segment_tokens } = SpeechBody.properties;

/** Body of POST /dev/chunks. */
const ChunksBody = Type.Object({
  text: Type.String({ description: 'The text to cut.' }),
  ...languageFields,
  ...textFields,
  voice: voiceField,
  speed,
  first_segment_tokens,
  target_chunk_chars: nullable(
    Type.Integer({ minimum: 80, maximum: 2000, description: 'Also gives character chunks of this length.' }),
  ),
});

/** The route; `defaultVoice` speaks for bodies without one. */
export function chunksRoute(inspector: TextInspector, speaker: Speaker, defaultVoice: string): Route {
  const description = {
    path: '/dev/chunks',
    summary: 'Tells how a text is cut into sentences and segments.',
    produces: ['application/json'],
    body: ChunksBody,
    speaks: false,
  };
  return postRoute(description, async (body, { signal }) => {
    const voices = await speaker.voices(signal);
    const aliases = voiceAliases(body);
    const voice = voiceOf(body.voice) || defaultVoice;
    const resolved = voices.resolve(voice, aliases);
    const asked = {
      text: body.text,
      language: languageOf(body),
      options: textOptions(body, voice),
      voice: resolved,
      firstSegmentTokens: body.first_segment_tokens,
      targetChunkChars: body.target_chunk_chars ?? undefined,
    };
    const { sentences, segments, chunks } = await inspector.plan(asked, signal);
    const place = ({ sourceStart, sourceEnd }: { sourceStart: number; sourceEnd: number }) => ({
      source_start: sourceStart,
      source_end: sourceEnd,
    });
    return jsonReply({
      sentences: sentences.map((sentence) => ({ text: sentence.text, ...place(sentence) })),
      segments: segments.map(({ manner, ...segment }, index) => {
        const speaking = manner?.voice === undefined ? resolved : voices.resolve(manner.voice, aliases);
        return {
          index,
          text: segment.text,
          voice: speaking.canonical,
          rate: body.speed * speaking.speed * (manner?.rate ?? 1),
          tokens: segment.tokens,
          pause_s: segment.pauseSec,
          ...place(segment),
        };
      }),
      count: segments.length,
      ...(chunks !== undefined && { chunks }),
    });
  });
}
