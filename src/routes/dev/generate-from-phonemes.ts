/** POST /dev/generate_from_phonemes: speaks phonemes as they are written. */
import { Type } from 'typebox';
import { postRoute, type Route } from '../../http/route.js';
import { audioFields } from '../audio-fields.js';
import type { LinkMakers } from '../download-link.js';
import { nullable } from '../nullable.js';
import { speechReply } from '../speech-reply.js';
import { type SpeechDefaults, speechRequest } from '../speech-request.js';
import { SpeechBody } from '../speech-schema.js';

const { voice, speed, stream, pitch, seed, volume_multiplier } = SpeechBody.properties;

/** Body of POST /dev/generate_from_phonemes. */
const PhonemesBody = Type.Object({
  phonemes: Type.String({ description: "IPA, or the model's own symbols." }),
  voice,
  ...audioFields,
  speed,
  stream,
  pitch,
  seed,
  volume_multiplier,
  model: nullable(Type.String({ description: 'Accepted; has no effect.' })),
});

/** The route. Nothing is cut from what the model makes; the format is WAV unless one is named. */
export function generateFromPhonemesRoute(makers: LinkMakers, defaults: SpeechDefaults): Route {
  const format = defaults.formats.includes('wav') ? 'wav' : defaults.format;
  const description = {
    path: '/dev/generate_from_phonemes',
    summary: 'Speaks phonemes.',
    produces: ['audio/*'],
    body: PhonemesBody,
    speaks: true,
  };
  return postRoute(description, ({ phonemes, model: _, ...body }, request) => {
    const asked = {
      ...speechRequest({ ...body, input: '' }, { ...defaults, format }),
      phonemes,
      untrimmed: true,
    };
    return speechReply(makers, asked, { asEvents: false, timestamps: 'none', link: undefined }, request);
  });
}
