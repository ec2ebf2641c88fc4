/** GET /v1/audio/voices: one body that clients of OpenAI, Kokoro-FastAPI and kokoro-openai-server can read. */
import { DetailedError } from '../http/detailed-error.js';
import { getRoute, jsonReply, type Route } from '../http/route.js';
import type { Speaker } from '../speech/speaker.js';
import { voiceFacts } from '../speech/voice-facts.js';
import type { VoiceProfile } from '../speech/voice-profile.js';

/** The list of voices; `?legacy=true` gives plain strings. */
export function voicesRoute(speaker: Speaker): Route {
  const description = {
    path: '/v1/audio/voices',
    summary: 'Lists the voices; ?legacy=true as plain names.',
    produces: ['application/json'],
  };
  return getRoute(description, async ({ query, signal }) => {
    const legacy = flag(query.get('legacy'));
    const voices = await speaker.voices(signal);
    if (legacy) return jsonReply({ voices: voices.all });
    return jsonReply({
      object: 'list',
      data: [
        ...voices.all.map((id) => displayed(id, voices.directory.profiles[id])),
        ...voices.directory.openai.map(displayedAlias),
      ],
      voices: voices.all.map((id) => ({ id, name: id })),
    });
  });
}

function displayed(id: string, profile: VoiceProfile | undefined): object {
  const { name, accent, language, gender, targetQuality, overallGrade } = voiceFacts(id, profile);
  const about = gender === 'unknown' ? accent : `${gender === 'female' ? 'Female' : 'Male'}, ${accent}`;
  return {
    id,
    object: 'audio.voice',
    name: `${name} (${about})`,
    preview_url: null,
    language,
    gender,
    target_quality: targetQuality,
    overall_grade: overallGrade,
  };
}

function displayedAlias([alias, voice]: readonly [string, string]): object {
  return { id: alias, name: `${alias} (OpenAI alias for ${voice})`, preview_url: null };
}

/** A boolean in a query, as the peer reads it. Throws INVALID_REQUEST. */
function flag(value: string | null): boolean {
  const plain = (value ?? 'false').toLowerCase();
  if (['true', '1', 'yes', 'on'].includes(plain)) return true;
  if (['false', '0', 'no', 'off'].includes(plain)) return false;
  const msg = 'Input should be a valid boolean';
  const issue = { type: 'bool_type', loc: ['query', 'legacy'], msg, input: plain.slice(0, 200) };
  throw new DetailedError('INVALID_REQUEST', `legacy: ${msg}`, [issue], { field: 'legacy' });
}
