/** What is known of the model's 54 voices: the model card's grades, and what a name's two letters say. */
import { languageName, languageOfVoice } from '../text/languages.js';
import type { VoiceProfile } from './voice-profile.js';

export interface VoiceFacts {
  /** `Bella`. */
  readonly name: string;
  /** `American`, or the language's name. */
  readonly accent: string;
  readonly language: string;
  readonly gender: 'female' | 'male' | 'unknown';
  /** Quality of the training data, and of the voice over all; null for voices the model card does not know. */
  readonly targetQuality: string | null;
  readonly overallGrade: string | null;
}

/** Target quality and overall grade, from the model card of Kokoro-82M v1.0. */
// biome-ignore format: a table, a line per language and gender
const grades: Readonly<Record<string, string>> = {
  af_heart: 'A/A', af_alloy: 'B/C', af_aoede: 'B/C+', af_bella: 'A/A-', af_jessica: 'C/D', af_kore: 'B/C+',
  af_nicole: 'B/B-', af_nova: 'B/C', af_river: 'C/D', af_sarah: 'B/C+', af_sky: 'B/C-',
  am_adam: 'D/F+', am_echo: 'C/D', am_eric: 'C/D', am_fenrir: 'B/C+', am_liam: 'C/D', am_michael: 'B/C+',
  am_onyx: 'C/D', am_puck: 'B/C+', am_santa: 'C/D-',
  bf_alice: 'C/D', bf_emma: 'B/B-', bf_isabella: 'B/C', bf_lily: 'C/D',
  bm_daniel: 'C/D', bm_fable: 'B/C', bm_george: 'B/C', bm_lewis: 'C/D+',
  jf_alpha: 'B/C+', jf_gongitsune: 'B/C', jf_nezumi: 'B/C-', jf_tebukuro: 'B/C', jm_kumo: 'B/C-',
  zf_xiaobei: 'C/D', zf_xiaoni: 'C/D', zf_xiaoxiao: 'C/D', zf_xiaoyi: 'C/D',
  zm_yunjian: 'C/D', zm_yunxi: 'C/D', zm_yunxia: 'C/D', zm_yunyang: 'C/D',
  ef_dora: 'C/D', em_alex: 'C/D', em_santa: 'C/D', ff_siwis: 'B/B-',
  hf_alpha: 'B/C', hf_beta: 'B/C', hm_omega: 'B/C', hm_psi: 'B/C',
  if_sara: 'B/C', im_nicola: 'B/C', pf_dora: 'C/D', pm_alex: 'C/D', pm_santa: 'C/D',
};

const accents: Readonly<Record<string, string>> = { 'en-us': 'American', 'en-gb': 'British' };
const genders: Readonly<Record<string, VoiceFacts['gender']>> = { f: 'female', m: 'male' };

/** Display data of a voice by its name, as `af_bella`; a profile tells its own. */
export function voiceFacts(id: string, profile?: VoiceProfile): VoiceFacts {
  if (profile !== undefined) return profileFacts(id, profile);
  const given = /^[a-z][fm]_(.+)$/.exec(id)?.[1];
  const language = languageOfVoice(id) ?? 'en-us';
  const [targetQuality, overallGrade] = (grades[id] ?? '').split('/');
  return {
    name: titled(given ?? id),
    accent: accents[language] ?? languageName(language),
    language,
    gender: given === undefined ? 'unknown' : (genders[id.charAt(1)] ?? 'unknown'),
    targetQuality: targetQuality || null,
    overallGrade: overallGrade ?? null,
  };
}

function profileFacts(id: string, profile: VoiceProfile): VoiceFacts {
  const language = profile.language ?? languageOfVoice(profile.voice) ?? 'en-us';
  return {
    name: profile.name ?? titled(id),
    accent: accents[language] ?? languageName(language),
    language,
    gender: profile.gender ?? 'unknown',
    targetQuality: null,
    overallGrade: null,
  };
}

function titled(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
