import { Type } from 'typebox';
import { usualTargets } from './token-targets.js';

/** How texts are read before they are pronounced, and how they are cut. */
export const textSettings = {
  lexiconFile: Type.Optional(
    Type.String({
      description:
        'JSON file of pronunciations, `{"word": "IPA"}` or one such object per language. SIGHUP reads it again; a broken file keeps what was there.',
    }),
  ),
  textNormalization: Type.Boolean({
    default: true,
    aliases: ['ADVANCED_TEXT_NORMALIZATION'],
    description: 'Put numbers, dates and the like into words, unless a request says otherwise.',
  }),
  normalizerCompat: Type.Optional(
    Type.Enum(['kokoro-fastapi'], {
      aliases: ['NORMALIZER_COMPAT'],
      description: 'Read written forms of English as that server does, its slips included; unset: our own.',
    }),
  ),
  enableVoiceTags: Type.Boolean({
    default: true,
    aliases: ['ENABLE_VOICE_TAGS'],
    description: 'Let requests ask for `[voice:NAME]` tags; 403 otherwise.',
  }),
  enableSsml: Type.Boolean({
    default: true,
    aliases: ['ENABLE_SSML'],
    description: 'Let requests send SSML; 403 otherwise.',
  }),
  ssmlMaxDepth: Type.Integer({
    default: 10,
    minimum: 1,
    maximum: 64,
    unit: 'levels',
    aliases: ['SSML_MAX_DEPTH'],
    description: 'How deep elements of SSML may nest.',
  }),
  espeakPath: Type.Optional(
    Type.String({
      aliases: ['PHONEMIZER_ESPEAK_PATH'],
      hasNoEffect: true,
      description: 'Program that pronounces unknown words in place of our model.',
    }),
  ),
  espeakData: Type.Optional(
    Type.String({
      aliases: ['PHONEMIZER_ESPEAK_DATA', 'ESPEAK_DATA_PATH', 'PIPER_ESPEAKNG_DATA_DIRECTORY'],
      hasNoEffect: true,
      description: "That program's data folder.",
    }),
  ),
  firstSegmentTokens: Type.Integer({
    default: 40,
    minimum: 0,
    maximum: 510,
    unit: 'tokens',
    description: 'Aim for the first segment, so that sound comes soon; 0: whole sentences.',
  }),
  targetMinTokens: Type.Integer({
    default: usualTargets.targetMinTokens,
    minimum: 10,
    maximum: 510,
    unit: 'tokens',
    aliases: ['TARGET_MIN_TOKENS'],
    description: 'A segment below it goes on growing; unset: 100, or the maximum if that is less.',
  }),
  targetMaxTokens: Type.Integer({
    default: usualTargets.targetMaxTokens,
    minimum: 10,
    maximum: 510,
    unit: 'tokens',
    aliases: ['TARGET_MAX_TOKENS'],
    description: 'Sentences are joined up to it; unset: 200, or what the other two leave.',
  }),
  absoluteMaxTokens: Type.Integer({
    default: usualTargets.absoluteMaxTokens,
    minimum: 10,
    maximum: 510,
    unit: 'tokens',
    aliases: ['ABSOLUTE_MAX_TOKENS'],
    description: 'A longer sentence is cut; unset: 400, or the maximum if that is more.',
  }),
};
