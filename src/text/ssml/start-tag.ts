/** A start tag: its name and attributes. The whole token is read first, then what is wrong in it is said. */
import type { Cursor } from './cursor.js';
import type { MarkupError } from './markup-error.js';
import type { Prefixes } from './prefixes.js';
import { readReference } from './references.js';

export interface StartTag {
  /** As written, prefix included. */
  readonly name: string;
  /** By the name as written. */
  readonly attributes: ReadonlyMap<string, string>;
  /** `<a/>`. */
  readonly isEmpty: boolean;
  /** UTF-16 offsets into the source. */
  readonly start: number;
  readonly end: number;
}

/** Reads a start tag whose `<` has been read, and opens its prefixes. Throws MarkupError. */
export function readStartTag(cursor: Cursor, prefixes: Prefixes): StartTag {
  const start = cursor.tokenStart;
  const attributes = new Map<string, string>();
  let fault: MarkupError | undefined;
  const name = cursor.qualifiedName();
  let isEmpty = false;
  for (;;) {
    const parted = cursor.skipBlanks();
    if (cursor.takes('>')) break;
    if (cursor.takes('/')) {
      cursor.expect('>');
      isEmpty = true;
      break;
    }
    if (!parted) throw cursor.fault();
    const at = cursor.at;
    const attribute = cursor.qualifiedName();
    cursor.skipBlanks();
    cursor.expect('=');
    cursor.skipBlanks();
    if (attributes.has(attribute)) fault ??= cursor.faultAt(at, 'duplicate attribute');
    const value = readValue(cursor);
    fault ??= value.fault;
    attributes.set(attribute, value.text);
  }
  if (fault !== undefined) throw fault;
  const complaint = prefixes.open(name, attributes);
  if (complaint !== undefined) throw cursor.faultAt(start, complaint);
  return { name, attributes, isEmpty, start, end: cursor.at };
}

function readValue(cursor: Cursor): { text: string; fault: MarkupError | undefined } {
  const quote = cursor.sees("'") ? "'" : '"';
  cursor.expect(quote);
  let text = '';
  let fault: MarkupError | undefined;
  while (!cursor.takes(quote)) {
    const run = cursor.run(quote);
    text += run.replace(/\r\n|[\t\r\n]/g, ' ');
    if (run !== '') continue;
    const at = cursor.at;
    cursor.expect('&');
    const reference = readReference(cursor);
    if ('text' in reference) text += reference.text;
    else if (reference.fault === 'entity') fault ??= cursor.faultAt(cursor.tokenStart, 'undefined entity');
    else fault ??= cursor.faultAt(at, 'reference to invalid character number');
  }
  return { text, fault };
}
