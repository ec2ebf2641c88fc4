/** POST /api/v1/audio/speech: kokoro-web's fields and limits around the same speech. */
import { type Static, Type } from 'typebox';
import { webModels } from '../../dialects/kokoro-web-models.js';
import { isAcceptedModel, listedModels } from '../../dialects/openai-models.js';
import { SpeechError } from '../../errors.js';
import { postRoute, type Request, type Route } from '../../http/route.js';
import type { Speaker } from '../../speech/speaker.js';
import type { SpeechRequest } from '../../speech/speech-request.js';
import { checkStrictFormula } from '../../speech/voice-grammar.js';
import type { LinkMakers } from '../download-link.js';
import { speechReply } from '../speech-reply.js';
import { replyWish, type SpeechDefaults, speechRequest, voiceOf } from '../speech-request.js';
import { SpeechBody } from '../speech-schema.js';

/** Bit rate of MP3 where none is asked for, in kbit/s: as much as the format has at 24 kHz, which is 160. */
const mp3Kbps = 192;

const { model: _model, voice: _voice, speed: _speed, ...shared } = SpeechBody.properties;

/** Body of POST /api/v1/audio/speech. */
const WebSpeechBody = Type.Object({
  ...shared,
  model: Type.String({ maxLength: 128, description: 'One of GET /api/v1/audio/models.' }),
  voice: Type.Union([Type.String({ maxLength: 512 }), Type.Object({ id: Type.String({ maxLength: 512 }) })], {
    description: 'A voice of GET /api/v1/audio/voices, or a formula: af_bella*0.7 + af_sky*0.3.',
  }),
  speed: Type.Number({ minimum: 0.25, maximum: 5, default: 1, description: '2 speaks twice as fast.' }),
  wav_encoding: Type.Optional(Type.Enum(['pcm16', 'float'], { description: 'Samples of wav.' })),
  punctuation_silences: Type.Optional(
    Type.Boolean({ description: 'Punctuation becomes silence of a fixed length, as in kokoro-web.' }),
  ),
});

export interface WebSpeechRules {
  readonly strictFormula: boolean;
  /** Unless a request says otherwise. */
  readonly punctuationSilences: boolean;
}

/** The route. */
export function webSpeechRoute(makers: LinkMakers, defaults: SpeechDefaults, rules: WebSpeechRules): Route {
  const description = {
    path: '/api/v1/audio/speech',
    summary: 'Speaks a text.',
    produces: ['audio/*'],
    body: WebSpeechBody,
    speaks: true,
  };
  const { speeds: _speeds, ...theirs } = defaults;
  // Models are checked here, in this dialect's words; texts may be as long as a body.
  const plain = {
    ...theirs,
    stream: false,
    strictModel: false,
    maxInputChars: 0,
    speeds: [0.25, 5] as const,
  };
  return postRoute(description, async (body, request) => {
    checkModel(body.model, defaults);
    try {
      if (rules.strictFormula) checkStrictFormula(voiceOf(body.voice));
      const asked = webSpeech(body, speechRequest(body, plain), rules);
      return await speechReply(makers, asked, replyWish(body, asked, plain), request);
    } catch (error) {
      throw await formulaRefusal(error, makers.speaker, request);
    }
  });
}

function webSpeech(
  body: Static<typeof WebSpeechBody>,
  asked: SpeechRequest,
  { punctuationSilences }: WebSpeechRules,
): SpeechRequest {
  const voice = voiceOf(body.voice);
  return {
    ...asked,
    voice,
    format: asked.format === 'wav' && body.wav_encoding === 'float' ? 'wav-float' : asked.format,
    bitrateKbps: asked.format === 'mp3' && asked.bitrateKbps === 0 ? mp3Kbps : asked.bitrateKbps,
    textOptions: {
      ...asked.textOptions,
      silenceTags: true,
      punctuationSilences: body.punctuation_silences ?? punctuationSilences,
    },
  };
}

function checkModel(model: string, { strictModel, modelAliases }: SpeechDefaults): void {
  if (!strictModel || isAcceptedModel(model, modelAliases)) return;
  const known = [...webModels, ...listedModels()].map(({ id }) => id);
  const message = `Model not found, use one of: ${[...known, ...modelAliases].join(', ')}`;
  throw new SpeechError('MODEL_NOT_FOUND', message, { field: 'model' });
}

/** What kokoro-web says of a voice string that it cannot use. */
async function formulaRefusal(error: unknown, speaker: Speaker, { signal }: Request): Promise<unknown> {
  if (!(error instanceof SpeechError) || error.field !== 'voice') return error;
  if (error.code !== 'VOICE_NOT_FOUND' && error.code !== 'VOICE_INVALID') return error;
  const { all } = await speaker.voices(signal);
  const message = `Invalid voice formula. Voice IDs must be one of: ${all.join(', ')} and follow the pattern voice*weight.`;
  return new SpeechError(error.code, message, { field: 'voice', cause: error });
}
