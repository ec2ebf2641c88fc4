/** Names clients use for voices that are none of Kokoro's: OpenAI's thirteen, and ids that peers documented by mistake. */

/** OpenAI's voices in lower case, and the voice that speaks for each. */
export const openaiVoices: Readonly<Record<string, string>> = {
  alloy: 'af_alloy',
  ash: 'am_adam',
  ballad: 'am_michael',
  cedar: 'am_liam',
  coral: 'af_nicole',
  echo: 'am_echo',
  fable: 'bm_fable',
  marin: 'af_river',
  nova: 'af_nova',
  onyx: 'am_onyx',
  sage: 'af_sarah',
  shimmer: 'af_sky',
  verse: 'am_eric',
};

/** Ids that never existed or were renamed. */
export const deprecatedVoices: Readonly<Record<string, string>> = {
  af: 'af_heart',
  af_shimmer: 'af_sky',
  zf_yunjian: 'zm_yunjian',
  zf_yunxi: 'zm_yunxi',
  zf_yunxia: 'zm_yunxia',
};

/** A voice with its own pace and pitch, usable wherever a voice is. */
export interface VoiceProfile {
  readonly voice: string;
  /** Multiplies the request's speed. */
  readonly speed: number;
  /** Semitones, added to the request's pitch. */
  readonly pitch: number;
  /** Multiplies the request's volume. */
  readonly volume: number;
}

/** Profiles every server has: the custom voices kokoro-web's fork documents. */
export const builtInProfiles: Readonly<Record<string, VoiceProfile>> = {
  serena_meditation: { voice: 'af_nicole*0.7+af_sky*0.3', speed: 0.85, pitch: -0.5, volume: 1 },
  ryan_clear: { voice: 'am_michael*0.6+am_fenrir*0.4', speed: 1, pitch: 0, volume: 1 },
};
