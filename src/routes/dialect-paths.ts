/** Which routes an operator may switch off, by the family of clients they are for. */

/** Longer prefixes first; a prefix ends where a path element does. */
const families: readonly (readonly [prefix: string, family: string])[] = [
  ['/ws/session', 'session'],
  ['/tts', 'cartesia'],
  ['/v1/speak', 'deepgram'],
  ['/v1/text-to-speech', 'elevenlabs'],
  ['/v1/voices', 'elevenlabs'],
  ['/vapi', 'vapi'],
  ['/v1/ws-token', 'native'], // kokoro-webui's
  ['/v1', 'openai'],
];

/** True unless `path` belongs to a family that is not among those switched on. */
export function isSwitchedOn(path: string, dialects: readonly string[]): boolean {
  const family = families.find(([prefix]) => `${path}/`.startsWith(`${prefix}/`))?.[1];
  return family === undefined || family === 'native' || dialects.includes(family);
}
