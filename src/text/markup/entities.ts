/** HTML entities: `&amp;`, `&eacute;`, `&#8217;`. */
import { decodeHTMLStrict } from 'entities';
import { replaceAll } from '../span-writer.js';
import type { Mapped } from '../spans.js';

/** Decodes what ends in a semicolon; `AT&T` and unknown names are left. A hard space becomes a blank. */
export function decodeEntities(text: string): Mapped {
  return replaceAll(text, /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/gu, ([entity]) => {
    const decoded = decodeHTMLStrict(entity);
    // What the gate keeps out of a text does not come in through the back door.
    return decoded.replace(/\u00a0/gu, ' ').replace(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
  });
}
