/** `&amp;` and `&#233;`: the five entities XML has without a DTD, and characters by number. */
import type { Cursor } from './cursor.js';

/** A character, or what is wrong with the reference: said once the whole token has been read. */
export type Reference = { readonly text: string } | { readonly fault: 'character' | 'entity' };

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', apos: "'", quot: '"' };
const numbers = { decimal: /\d/, hexadecimal: /[\da-fA-F]/ };
/** Longer numbers are no characters, however many digits follow. */
const mostDigits = 8;

/** Reads a reference whose `&` has been read. Throws MarkupError when its form is wrong. */
export function readReference(cursor: Cursor): Reference {
  if (cursor.takes('#')) return cursor.takes('x') ? numbered(cursor, 16) : numbered(cursor, 10);
  const name = cursor.plainName();
  cursor.expect(';');
  const text = Object.hasOwn(entities, name) ? entities[name] : undefined;
  return text === undefined ? { fault: 'entity' } : { text };
}

function numbered(cursor: Cursor, base: 10 | 16): Reference {
  const digit = base === 16 ? numbers.hexadecimal : numbers.decimal;
  const from = cursor.at;
  while (digit.test(cursor.source.charAt(cursor.at))) cursor.at += 1;
  const digits = cursor.source.slice(from, cursor.at);
  if (digits === '') throw cursor.fault();
  cursor.expect(';');
  const code = digits.replace(/^0+/, '').length > mostDigits ? Number.NaN : Number.parseInt(digits, base);
  return isCharacter(code) ? { text: String.fromCodePoint(code) } : { fault: 'character' };
}

/** XML 1.0, production 2. */
function isCharacter(code: number): boolean {
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}
