/** SSML to text with inline tags. Pure; what the text becomes can be traced back to the document. */

import { replaceAll, SpanWriter } from '../span-writer.js';
import { chain, type Mapped } from '../spans.js';
import { Translation } from './translation.js';
import { readXml } from './xml-reader.js';

export interface SsmlOptions {
  /** Spoken where no element names another; empty: voices and prosody are left out. */
  readonly voice: string;
  /** Say-as, pitch and the like have an effect. */
  readonly extended: boolean;
  readonly maxDepth: number;
  /** The longest silence, in seconds. */
  readonly maxPauseSec: number;
  /** `+20%` is a fifth of the pace, as the peer has it. */
  readonly peerFault: boolean;
}

const maxElements = 5000;

// Comments are passed over one by one, so that no letter is looked at twice.
const opening = /^\s*(?:<\?xml[ \t\r\n][^>]*\?>)?/;
const speak = /^<(?:!DOCTYPE\s+)?speak[\s/>]/;

/** True if the text is an SSML document; anything else is spoken as it is. */
export function isSsml(text: string): boolean {
  let at = opening.exec(text)?.[0].length ?? 0;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at += 1;
    if (!text.startsWith('<!--', at)) return speak.test(text.slice(at, at + 40));
    const end = text.indexOf('-->', at + 4);
    if (end < 0) return false;
    at = end + 3;
  }
}

/** Translates a document; text that is none comes back as it is. Throws MarkupError. */
export function translateSsml(text: string, options: SsmlOptions): Mapped {
  if (!isSsml(text)) return { text, edits: [] };
  const translation = new Translation(text, options);
  readXml(text, translation, { maxDepth: options.maxDepth, maxElements });
  const folded = replaceAllBlanks(translation.finish());
  return chain(folded, trimmed(folded.text));
}

function replaceAllBlanks(mapped: Mapped): Mapped {
  return chain(
    mapped,
    replaceAll(mapped.text, /\s+/g, () => ' '),
  );
}

function trimmed(text: string): Mapped {
  const writer = new SpanWriter(text);
  if (text.startsWith(' ')) writer.replace(0, 1, '');
  if (text.length > 1 && text.endsWith(' ')) writer.replace(text.length - 1, text.length, '');
  return writer.finish();
}
