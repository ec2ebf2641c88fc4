/** Shows what becomes of a text on its way to speech, with the rules that speech is made by. */

import { SpeechError } from '../errors.js';
import { splitChunks } from '../text/chunks.js';
import {
  type InspectableFrontEnd,
  type NormalizedText,
  normalizeText,
  type Phonemized,
  type PlannedSegment,
  type PlannedSentence,
  phonemize,
  planChunks,
} from '../text/inspect.js';
import type { Language } from '../text/languages.js';
import { chooseLanguage, languageRefusal } from './spoken-language.js';
import { frontEndRequest, type TextOptions, type TextRules } from './text-options.js';
import { unhurried } from './unhurried.js';
import type { ResolvedVoice } from './voices.js';

export interface InspectedText {
  readonly text: string;
  /** As the client named it, and in which field. */
  readonly language: { readonly name: string; readonly field: string } | undefined;
  readonly options: TextOptions;
}

export interface ChunkRequest extends InspectedText {
  readonly voice: ResolvedVoice;
  readonly firstSegmentTokens: number | undefined;
  /** Length of character chunks; undefined: none are asked for. */
  readonly targetChunkChars: number | undefined;
}

export interface ChunkPlan {
  readonly sentences: readonly PlannedSentence[];
  readonly segments: readonly PlannedSegment[];
  readonly chunks: readonly string[] | undefined;
}

export interface InspectorSettings {
  readonly text: TextRules;
  readonly defaultLanguage: Language | undefined;
  readonly firstSegmentTokens: number;
}

/** Model tokens of a phoneme string, without pads. */
export type Tokenizer = (phonemes: string) => readonly number[];

/** Pads the model wants at both ends. */
const pad = 0;

export class TextInspector {
  constructor(
    private readonly frontEnd: InspectableFrontEnd,
    private readonly tokenize: Tokenizer,
    private readonly settings: InspectorSettings,
  ) {}

  /** Phonemes of a whole text with the model's tokens for them. Rejects with SpeechError, for blank text too. */
  async phonemize(
    asked: InspectedText,
    signal: AbortSignal,
  ): Promise<Phonemized & { phonemes: string; tokens: readonly number[] }> {
    if (asked.text.trim() === '')
      throw new SpeechError('EMPTY_TEXT', 'Text cannot be empty', { field: 'text' });
    return this.#refusing(asked, async (language) => {
      const request = this.#request(asked, language, 0);
      const phonemized = await unhurried(phonemize(this.frontEnd, request), signal);
      const phonemes = phonemized.segments.join(' ');
      return { ...phonemized, phonemes, tokens: [pad, ...this.tokenize(phonemes), pad] };
    });
  }

  /** The text as it is spoken. Rejects with SpeechError. */
  normalize(asked: InspectedText, signal: AbortSignal): Promise<NormalizedText> {
    return this.#refusing(asked, (language) =>
      unhurried(normalizeText(this.frontEnd, this.#request(asked, language, 0)), signal),
    );
  }

  /** How the text is cut when the voice speaks it. Rejects with SpeechError. */
  plan(asked: ChunkRequest, signal: AbortSignal): Promise<ChunkPlan> {
    const { text, voice, targetChunkChars } = asked;
    return this.#refusing(
      asked,
      async (language) => {
        const first = asked.firstSegmentTokens ?? this.settings.firstSegmentTokens;
        const plan = await unhurried(
          planChunks(this.frontEnd, this.#request(asked, language, first)),
          signal,
        );
        const chunks = targetChunkChars === undefined ? undefined : splitChunks(text, targetChunkChars);
        return { ...plan, chunks };
      },
      chooseLanguage(undefined, this.settings.defaultLanguage, voice),
    );
  }

  /** Refuses languages that are not spoken, with the field that asked for them. */
  async #refusing<Result>(
    { language: asked }: InspectedText,
    work: (language: Language) => Promise<Result>,
    fallback: { language: Language; field: string } = { language: 'en-us', field: 'language' },
  ): Promise<Result> {
    const { language, field } = asked === undefined ? fallback : chooseLanguage(asked, undefined, undefined);
    try {
      return await work(language);
    } catch (error) {
      throw languageRefusal(error, field);
    }
  }

  #request({ text, options }: InspectedText, language: Language, firstSegmentTokens: number) {
    return frontEndRequest({ text, language, firstSegmentTokens, options }, this.settings.text);
  }
}
