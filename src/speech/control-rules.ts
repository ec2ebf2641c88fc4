/** What an operator allows texts to ask for by tags and SSML, and the translation of SSML under these rules. */
import { SpeechError } from '../errors.js';
import type { Mapped } from '../text/spans.js';
import { MarkupError } from '../text/ssml/markup-error.js';
import { breakStrengths, prosodyRates, rateRange } from '../text/ssml/spoken-values.js';
import { translateSsml } from '../text/ssml/translate.js';
import type { Compat } from './text-options.js';

export interface ControlRules {
  /** `[pause:1.5s]` is a silence; otherwise it is text. */
  readonly pauseTags: boolean;
  /** The longest silence one tag may ask for, in seconds. */
  readonly maxPauseSec: number;
  readonly voiceTags: boolean;
  readonly ssml: boolean;
  /** Levels of SSML below the root. */
  readonly ssmlMaxDepth: number;
}

/** SSML as a request asks for it. */
export interface SsmlOptions {
  readonly extended: boolean;
  /** Spoken where no element names another; empty: voices and prosody have no effect. */
  readonly voice: string;
}

/** Throws FEATURE_DISABLED for tags or SSML the operator has switched off. */
export function checkControlAllowed(
  asked: { readonly voiceTags: boolean; readonly ssml: boolean },
  rules: ControlRules,
): void {
  if (asked.ssml && !rules.ssml)
    throw new SpeechError('FEATURE_DISABLED', 'SSML translation is disabled on this server', {
      field: 'ssml',
    });
  if (asked.voiceTags && !rules.voiceTags)
    throw new SpeechError('FEATURE_DISABLED', 'Voice tags are disabled on this server', {
      field: 'allow_voice_tags',
    });
}

/** The text with SSML as inline tags; other text as it is. Throws MALFORMED_SSML naming the request's `field`. */
export function withoutSsml(
  text: string,
  { extended, voice }: SsmlOptions,
  rules: ControlRules & { readonly compat: Compat | undefined },
  field = 'input',
): Mapped {
  const { ssmlMaxDepth: maxDepth, maxPauseSec, compat } = rules;
  try {
    return translateSsml(text, {
      voice,
      extended,
      maxDepth,
      maxPauseSec,
      peerFault: compat === 'kokoro-fastapi',
    });
  } catch (error) {
    if (!(error instanceof MarkupError)) throw error;
    throw new SpeechError('MALFORMED_SSML', `Malformed SSML: ${error.message}`, { field });
  }
}

/** The refusal of SSML in a request that does not let its text choose voices. */
export function tagsRequired(): SpeechError {
  return new SpeechError(
    'TAGS_REQUIRED',
    'SSML input requires allow_voice_tags=true, the translation emits [voice:] and [rate:] spans',
    { field: 'ssml' },
  );
}

/** The words of SSML and the numbers they stand for. */
export const ssmlTables = { breakStrengths, prosodyRates, rateRange };
