/** GET /api/v1/audio/voices: packs and profiles in kokoro-web's shape. */
import { getRoute, jsonReply, type Route } from '../../http/route.js';
import type { Speaker } from '../../speech/speaker.js';
import { type VoiceFacts, voiceFacts } from '../../speech/voice-facts.js';
import { webLanguage } from './languages.js';

const genders: Readonly<Record<VoiceFacts['gender'], string | null>> = {
  female: 'Female',
  male: 'Male',
  unknown: null,
};

/** The list. */
export function webVoicesRoute(speaker: Speaker): Route {
  const description = {
    path: '/api/v1/audio/voices',
    summary: 'Lists the voices.',
    produces: ['application/json'],
  };
  return getRoute(description, async ({ signal }) => {
    const { all, directory } = await speaker.voices(signal);
    return jsonReply(all.map((id) => entry(id, voiceFacts(id, directory.profiles[id]))));
  });
}

function entry(id: string, { name, language, gender, targetQuality, overallGrade }: VoiceFacts): object {
  return { id, name, lang: webLanguage(language), gender: genders[gender], targetQuality, overallGrade };
}
