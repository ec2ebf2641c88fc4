/** How a text is to be read: what a request says about it, what the server says, and both as the front end is asked. */
import { withPunctuationSilences } from '../text/control/punctuation-silence.js';
import type { FrontEndRequest } from '../text/front-end.js';
import type { Language } from '../text/languages.js';
import { Lexicon } from '../text/lexicon.js';
import type { Markup } from '../text/markup/markup.js';
import { normalizeLikeKokoroFastApi } from '../text/normalize/compat/kokoro-fastapi.js';
import type { NormalizationSwitches } from '../text/normalize/options.js';
import {
  type ControlRules,
  checkControlAllowed,
  type SsmlOptions,
  tagsRequired,
  withoutSsml,
} from './control-rules.js';

/** Servers whose readings of written forms can be had instead of ours. */
export type Compat = 'kokoro-fastapi';

/** Absent values mean the server's. */
export interface TextOptions {
  /** Words and their IPA, or `alias: other words`. */
  readonly lexicon?: Readonly<Record<string, string>> | undefined;
  readonly markup?: Markup | undefined;
  readonly normalization?: NormalizationSwitches | null | undefined;
  /** Whether `[0.5s]` is a silence. */
  readonly silenceTags?: boolean | undefined;
  /** Whether `[voice:…]`, `[rate:…]`, `[pitch:…]` and `[volume:…]` are obeyed. */
  readonly voiceTags?: boolean | undefined;
  /** Present: the text may be SSML. */
  readonly ssml?: SsmlOptions | undefined;
  /** Whether punctuation becomes silence of a fixed length, as in kokoro-web. */
  readonly punctuationSilences?: boolean | undefined;
  readonly compat?: Compat | undefined;
}

/** The server's own way of reading. */
export interface TextRules {
  /** Whether written forms are put into words unless a request says otherwise. */
  readonly normalizes: boolean;
  readonly compat: Compat | undefined;
  readonly packing: NonNullable<FrontEndRequest['packing']>;
  readonly control: ControlRules;
}

export interface TextToRead {
  readonly text: string;
  readonly language: Language;
  readonly firstSegmentTokens: number;
  readonly options: TextOptions | undefined;
}

/**
 * What the front end is asked. Throws INVALID_REQUEST naming the entry of the request's lexicon that is wrong,
 * FEATURE_DISABLED, TAGS_REQUIRED and MALFORMED_SSML.
 */
export function frontEndRequest(
  { text, language, firstSegmentTokens, options = {} }: TextToRead,
  rules: TextRules,
): FrontEndRequest {
  const { lexicon, markup, normalization, silenceTags, voiceTags = false, ssml } = options;
  const { control } = rules;
  checkControlAllowed({ voiceTags, ssml: ssml !== undefined }, control);
  if (ssml !== undefined && !voiceTags) throw tagsRequired();
  const imitates = (options.compat ?? rules.compat) !== undefined && language.startsWith('en-');
  const compat = options.compat ?? rules.compat;
  const silenced = options.punctuationSilences ? withPunctuationSilences(text) : undefined;
  const mapped = ssml ? withoutSsml(text, ssml, { ...control, compat }) : silenced;
  return {
    text: mapped?.text ?? text,
    edits: mapped?.edits,
    language,
    firstSegmentTokens,
    lexicon: lexicon && new Lexicon(lexicon),
    // The imitated server knows no mark-up: its rules read the signs.
    markup: markup ?? (imitates ? 'plain' : undefined),
    normalization: { ...normalization, normalize: normalization?.normalize ?? rules.normalizes },
    normalizer: imitates ? normalizeLikeKokoroFastApi : undefined,
    tags: { silenceTags, voiceTags, pauseTags: control.pauseTags, maxPauseSec: control.maxPauseSec },
    packing: rules.packing,
  };
}
