import { Type } from 'typebox';

const formatNames = ['mp3', 'wav', 'opus', 'flac', 'pcm', 'aac', 'm4a', 'mulaw', 'alaw'] as const;
const languageIds = ['en-us', 'en-gb', 'es', 'fr-fr', 'hi', 'it', 'ja', 'pt-br', 'cmn'] as const;

/** What requests that say nothing get, and how much text they may send. */
export const speechDefaults = {
  defaultVoice: Type.String({
    default: 'af_heart',
    minLength: 1,
    maxLength: 512,
    aliases: ['DEFAULT_VOICE'],
    description: 'Voice string of requests without a voice.',
  }),
  defaultLang: Type.Optional(
    Type.Enum(languageIds, {
      aliases: ['DEFAULT_VOICE_CODE'],
      description: 'Language of requests without one, or its voice letter; unset: that of the voice.',
    }),
  ),
  formats: Type.Array(Type.Enum(formatNames), {
    default: formatNames,
    minItems: 1,
    description: 'Formats requests may ask for. If set, the first one is the default.',
  }),
  defaultFormat: Type.Enum(formatNames, {
    default: 'mp3',
    aliases: ['DEFAULT_RESPONSE_FORMAT'],
    description: 'Format of requests that name none, as far as it is built and enabled.',
  }),
  defaultStream: Type.Boolean({ default: true, description: 'Stream unless a request says otherwise.' }),
  defaultVolume: Type.Number({
    default: 1,
    minimum: 0,
    maximum: 10,
    aliases: ['DEFAULT_VOLUME_MULTIPLIER'],
    description: "Multiplied with a request's volume.",
  }),
  strictModel: Type.Boolean({ default: true, description: 'Refuse unknown ids in `model`.' }),
  modelAliases: Type.Array(Type.String(), { default: [], description: 'Further accepted ids.' }),
  strictFormula: Type.Boolean({
    default: false,
    description: 'Refuse mixes on `/api/v1` whose weights are no steps of 0.1 or do not add up to 1.',
  }),
  voiceAliasesFile: Type.Optional(
    Type.String({
      description: 'JSON file of further names, `{"name": "voice string"}`. SIGHUP reads it again.',
    }),
  ),
  profilesFile: Type.Optional(
    Type.String({ description: 'JSON file of voices with speed, pitch and more. SIGHUP reads it again.' }),
  ),
  voiceWeightNormalization: Type.Boolean({
    default: true,
    aliases: ['VOICE_WEIGHT_NORMALIZATION'],
    description: 'Divide the weights of a mix by their sum.',
  }),
  maxInputChars: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 100_000_000,
    unit: 'code points',
    description: 'Longest `input` of `/v1`; 0: no limit but that of the body.',
  }),
  maxTextChars: Type.Integer({
    default: 2500,
    minimum: 1,
    maximum: 1_000_000,
    unit: 'code points',
    description: 'Longest `text` of `/api`.',
  }),
  maxBufferedAudioSec: Type.Number({
    default: 1800,
    minimum: 1,
    maximum: 86_400,
    unit: 's',
    description: 'Longest answer that is not streamed.',
  }),
};
