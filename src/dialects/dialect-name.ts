/** Which family of clients a path is for, as metrics name it. */

/** Longer prefixes first; a prefix ends where a path element does. */
const prefixes: readonly (readonly [prefix: string, dialect: string])[] = [
  ['/api/v1', 'kokoro-web'],
  ['/api', 'native'],
  ['/ws', 'native'],
  ['/dev', 'dev'],
  ['/debug', 'dev'],
  ['/tts', 'cartesia'],
  ['/v1/speak', 'deepgram'],
  ['/v1/text-to-speech', 'elevenlabs'],
  ['/vapi', 'vapi'],
  ['/v1', 'openai'],
];

/** The dialect of a path that has no root path in front; probes, pages and what is unknown are `other`. */
export function dialectName(path: string): string {
  return prefixes.find(([prefix]) => `${path}/`.startsWith(`${prefix}/`))?.[1] ?? 'other';
}
