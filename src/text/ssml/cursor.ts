/** A place in XML that moves forward token by token, and the two complaints of a tokenizer. */
import { faultAt, type MarkupError } from './markup-error.js';

const nameStart =
  'A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF' +
  '\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD';
/** A name without colon: XML 1.0, production 4, in the plane that expat knows. */
const plainName = new RegExp(`[${nameStart}][${nameStart}\\-.0-9\\xB7\\u0300-\\u036F\\u203F\\u2040]*`, 'uy');
const blanks = /[ \t\r\n]*/y;
/** What XML has no characters for. */
const noCharacters = '\\0-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF';
const forbidden = new RegExp(`[${noCharacters}]`);
const runs = {
  text: new RegExp(`[^<&\\]${noCharacters}]+`, 'y'),
  "'": new RegExp(`[^<&'${noCharacters}]+`, 'y'),
  '"': new RegExp(`[^<&"${noCharacters}]+`, 'y'),
};

export class Cursor {
  /** UTF-16 offset of what is read next. */
  at = 0;
  /** Where the token that is being read began. */
  tokenStart = 0;

  constructor(readonly source: string) {}

  get isAtEnd(): boolean {
    return this.at >= this.source.length;
  }

  sees(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  /** Moves past the text if it is there. */
  takes(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }

  /** Moves past a character. Throws when another one is there. */
  expect(character: string): void {
    if (!this.takes(character)) throw this.fault();
  }

  /** Moves past blanks; true if there were any. */
  skipBlanks(): boolean {
    return this.#run(blanks) !== '';
  }

  /** A name without colon. Throws when there is none. */
  plainName(): string {
    const name = this.#run(plainName);
    if (name === '') throw this.fault();
    return name;
  }

  /** A name that may have a prefix. */
  qualifiedName(): string {
    const first = this.plainName();
    return this.takes(':') ? `${first}:${this.plainName()}` : first;
  }

  /** Characters up to the next one that means something there; may be none. */
  run(kind: keyof typeof runs): string {
    return this.#run(runs[kind]);
  }

  /** Moves past the first `end` from here on and gives what is before it; undefined when there is none. Throws. */
  upTo(end: string): string | undefined {
    const found = this.source.indexOf(end, this.at);
    const text = this.source.slice(this.at, found < 0 ? undefined : found);
    const wrong = text.search(forbidden);
    if (wrong >= 0) {
      this.at += wrong;
      throw this.fault();
    }
    if (found < 0) return undefined;
    this.at = found + end.length;
    return text;
  }

  /** The token cannot go on like this. */
  fault(): MarkupError {
    return this.isAtEnd
      ? this.faultAt(this.tokenStart, 'unclosed token')
      : this.faultAt(this.at, 'not well-formed (invalid token)');
  }

  faultAt(offset: number, words: string): MarkupError {
    return faultAt(this.source, offset, words);
  }

  #run(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}
