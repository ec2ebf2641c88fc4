import type { Language } from '../text/languages.js';

/** A voice with a manner of its own, usable wherever a voice is. */
export interface VoiceProfile {
  /** A voice string. */
  readonly voice: string;
  /** Multiplies the request's speed. */
  readonly speed: number;
  /** Semitones, added to the request's pitch. */
  readonly pitch: number;
  /** Multiplies the request's volume. */
  readonly volume: number;
  /** Range of the melody, 0 flat to 2 lively. */
  readonly intonation: number;
  /** Multiplies the pauses that punctuation makes. */
  readonly pauseScale: number;
  /** Language of texts that name none; undefined: that of the first voice. */
  readonly language: Language | undefined;
  /** For lists; undefined: the id. */
  readonly name: string | undefined;
  readonly gender: 'female' | 'male' | undefined;
}

/** A profile that changes nothing but what `changes` names. */
export function voiceProfile(voice: string, changes: Partial<VoiceProfile> = {}): VoiceProfile {
  return {
    voice,
    speed: 1,
    pitch: 0,
    volume: 1,
    intonation: 1,
    pauseScale: 1,
    language: undefined,
    name: undefined,
    gender: undefined,
    ...changes,
  };
}

/** Profiles every server has: the custom voices kokoro-web's fork documents. */
export const builtInProfiles: Readonly<Record<string, VoiceProfile>> = {
  serena_meditation: voiceProfile('af_nicole*0.7+af_sky*0.3', {
    speed: 0.85,
    pitch: -0.5,
    language: 'en-us',
    name: 'Serena, meditation',
    gender: 'female',
  }),
  ryan_clear: voiceProfile('am_michael*0.6+am_fenrir*0.4', {
    language: 'en-us',
    name: 'Ryan, clear',
    gender: 'male',
  }),
};
