/** Who speaks: the request's voice, and those that the tags of its text name, each with its manner. */
import type { NativeManner } from '../engine/native.js';
import { SpeechError } from '../errors.js';
import { type Language, languageOfVoice } from '../text/languages.js';
import type { Manner } from '../text/token.js';
import type { SpeechRequest } from './speech-request.js';
import type { ResolvedVoice, Voices } from './voices.js';

/** How one stretch of an utterance is spoken. */
export interface Delivery {
  readonly manner: NativeManner;
  /** Multiplies the silences that punctuation makes. */
  readonly pauseScale: number;
  /** As the tag named it; undefined: the request's voice. */
  readonly voice: string | undefined;
}

export class Cast {
  readonly lead: ResolvedVoice;
  readonly #tagged = new Map<string, ResolvedVoice>();

  /** Throws VOICE_NOT_FOUND and VOICE_INVALID. `defaultVolume` multiplies every volume. */
  constructor(
    private readonly voices: Voices,
    private readonly request: SpeechRequest,
    private readonly defaultVolume: number,
  ) {
    this.lead = voices.resolve(request.voice, request.voiceAliases);
    if (this.lead.hasPitchSuffix && request.pitch !== undefined) throw pitchTwice();
  }

  /** The voice a tag names. Throws VOICE_NOT_FOUND and VOICE_INVALID. */
  voice(name: string): ResolvedVoice {
    const known = this.#tagged.get(name);
    if (known !== undefined) return known;
    const voice = this.voices.resolve(name, this.request.voiceAliases);
    this.#tagged.set(name, voice);
    return voice;
  }

  /** What a tagged voice speaks when neither request nor server chose a language. */
  languageOf(name: string): Language {
    const { language, terms } = this.voice(name);
    return language ?? languageOfVoice(terms[0]?.name ?? '') ?? 'en-us';
  }

  /** The delivery of a stretch; without a manner that of the request. */
  delivery({ voice: name, rate, pitch, volume }: Manner = asRequested): Delivery {
    const { request } = this;
    const voice = name === undefined ? this.lead : this.voice(name);
    const most = name === undefined ? 5 : 4;
    return {
      voice: name,
      pauseScale: voice.pauseScale,
      manner: {
        voice: voice.terms,
        speed: clamp(request.speed * voice.speed * rate, 0.25, most),
        pitch: clamp((request.pitch ?? 0) + voice.pitch + pitch, -6, 6),
        volume: clamp(request.volume * voice.volume * volume * this.defaultVolume, 0, 10),
        intonation: clamp(voice.intonation, 0, 2),
      },
    };
  }
}

const asRequested: Manner = { voice: undefined, rate: 1, pitch: 0, volume: 1 };

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function pitchTwice(): SpeechError {
  const message = "Give the pitch either as a voice suffix or in 'pitch', not both.";
  return new SpeechError('VOICE_INVALID', message, { field: 'pitch' });
}
