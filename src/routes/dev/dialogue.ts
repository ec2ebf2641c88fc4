/** POST /dev/dialogue: several speakers, one answer. */
import { Type } from 'typebox';
import { DetailedError } from '../../http/detailed-error.js';
import { postRoute, type Route } from '../../http/route.js';
import type { LinkMakers } from '../download-link.js';
import { nullable } from '../nullable.js';
import { speechReply } from '../speech-reply.js';
import { replyWish, type SpeechDefaults, speechRequest } from '../speech-request.js';
import { SpeechBody } from '../speech-schema.js';
import { checkTurns, dialogueText } from './dialogue-text.js';

const pause = { minimum: 0, maximum: 10 };
const voiceName = Type.String({ maxLength: 512, description: 'A voice, a mix, or a name of voice_aliases.' });

const Turns = Type.Array(
  Type.Object({
    voice: Type.Optional(voiceName),
    voice_id: Type.Optional(voiceName),
    text: Type.String({ description: 'What is said; tags are obeyed.' }),
    rate: Type.Optional(Type.Number({ minimum: 0.25, maximum: 4 })),
    pitch: Type.Optional(Type.Number({ minimum: -6, maximum: 6 })),
    pause_after: nullable(
      Type.Number({ ...pause, description: 'Seconds; in place of pause_between_turns.' }),
    ),
  }),
  { minItems: 1, maxItems: 1000, description: 'Who says what.' },
);

const {
  input: _input,
  voice: _voice,
  ssml: _ssml,
  allow_voice_tags: _tags,
  stream_format: _events,
  timestamps: _timestamps,
  ...speechFields
} = SpeechBody.properties;

/** Body of POST /dev/dialogue. */
const DialogueBody = Type.Object({
  ...speechFields,
  turns: Type.Optional(Turns),
  inputs: Type.Optional(Turns),
  pause_between_turns: Type.Number({ ...pause, default: 0, description: 'Seconds.' }),
  model: nullable(Type.String({ description: 'Accepted; has no effect.' })),
});

/** The route: what /v1/audio/speech answers to the turns as a text with tags. */
export function dialogueRoute(makers: LinkMakers, defaults: SpeechDefaults): Route {
  const description = {
    path: '/dev/dialogue',
    summary: 'Speaks the turns of a dialogue.',
    produces: ['audio/*'],
    body: DialogueBody,
    speaks: true,
  };
  return postRoute(
    description,
    ({ turns, inputs, pause_between_turns, model: _model, ...fields }, request) => {
      const said = (turns ?? inputs ?? missingTurns()).map(({ voice, voice_id, ...turn }) => ({
        ...turn,
        ...((voice ?? voice_id) !== undefined && { voice: voice ?? voice_id }),
      }));
      checkTurns(said);
      const body = {
        ...fields,
        input: dialogueText(said, pause_between_turns),
        voice: said[0]?.voice ?? defaults.voice,
        allow_voice_tags: true,
      };
      const asked = speechRequest(body, defaults);
      return speechReply(makers, asked, replyWish(body, asked, defaults), request);
    },
  );
}

function missingTurns(): never {
  const issue = { type: 'missing', loc: ['body', 'turns'], msg: 'Field required', input: {} };
  throw new DetailedError('INVALID_REQUEST', 'turns: Field required', [issue], { field: 'turns' });
}
