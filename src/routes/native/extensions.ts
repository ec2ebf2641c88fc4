/** Names of what this server has beyond kokoro-webui. */

const always = ['captions', 'timestamps', 'sse'];

/** Of dialects that are there when one of their paths is. */
const byPath: readonly (readonly [path: string, extension: string])[] = [
  ['/ws/session', 'session-websocket'],
  ['/tts/websocket', 'cartesia'],
  ['/v1/speak', 'deepgram'],
  ['/v1/text-to-speech/{id}', 'elevenlabs'],
  ['/vapi/tts', 'vapi'],
];

/** The names, by the paths that are answered. */
export function extensionsOf(paths: readonly string[]): string[] {
  return [...always, ...byPath.filter(([path]) => paths.includes(path)).map(([, name]) => name)];
}
