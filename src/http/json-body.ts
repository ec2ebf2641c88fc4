import { parseJson } from './json.js';
import { checkMediaType } from './media-type.js';

/** The JSON of a body whose media type is looked at before and, with its first byte, after it has come. Throws SpeechError. */
export async function jsonOf(contentType: string, body: Promise<Uint8Array> | undefined): Promise<unknown> {
  checkMediaType(contentType, undefined);
  const bytes = (await body) ?? new Uint8Array();
  checkMediaType(contentType, bytes[0]);
  return parseJson(bytes);
}
