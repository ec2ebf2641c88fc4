/** Where a key may stand in a request: everywhere alike, and besides where the clients of a path put it. */
import type { Visitor } from './visitor.js';

/** Every key a visitor sent, the most usual place first; the path is below the root. */
export function credentials({ headers }: Visitor, path: string): string[] {
  const bearer = authorization(headers.authorization ?? '', path.startsWith('/v1/speak'));
  const elevenLabs = /^\/v1\/(text-to-speech\/|voices$)/.test(path) ? headers['xi-api-key'] : '';
  const vapi = path.startsWith('/vapi/') ? headers['x-vapi-secret'] : '';
  return [bearer, headers['x-api-key'], elevenLabs, vapi].flatMap((key) => key || []);
}

/** The key of `Authorization: Bearer KEY`, its scheme in any case, or of `Authorization: KEY`; Deepgram says `Token`. */
function authorization(header: string, isDeepgram: boolean): string {
  const scheme = isDeepgram ? /^(?:bearer|token)[ \t]+/i : /^bearer[ \t]+/i;
  return header.trim().replace(scheme, '');
}
