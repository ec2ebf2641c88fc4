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
