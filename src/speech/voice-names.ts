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

/** The same where Kokoro-FastAPI's choice differs; the others are as above. */
export const kokoroFastApiVoices: Readonly<Record<string, string>> = {
  alloy: 'am_adam',
  ash: 'af_nicole',
  coral: 'bf_emma',
  echo: 'af_bella',
  fable: 'af_sarah',
  nova: 'bf_isabella',
  onyx: 'bm_george',
  sage: 'am_michael',
  shimmer: 'af_sky',
};

/** Ids that never existed or were renamed. */
export const deprecatedVoices: Readonly<Record<string, string>> = {
  af: 'af_heart',
  af_shimmer: 'af_sky',
  zf_yunjian: 'zm_yunjian',
  zf_yunxi: 'zm_yunxi',
  zf_yunxia: 'zm_yunxia',
};
