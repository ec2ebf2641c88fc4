/**
 * Reads one XML 1.0 document without a DTD in a single pass. Strict, and faults are worded and placed as expat does.
 * Work and memory are linear; depth and number of elements are bounded while reading.
 */
import { Cursor } from './cursor.js';
import { MarkupError } from './markup-error.js';
import { Prefixes } from './prefixes.js';
import { readReference } from './references.js';
import { readStartTag, type StartTag } from './start-tag.js';

/** A range of the source, in UTF-16 units. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

/** Hears of a document from its first tag to its last; text comes in pieces. */
export interface XmlListener {
  open(tag: StartTag): void;
  text(text: string, range: SourceRange): void;
  /** The range is that of the end tag; empty for `<a/>`. */
  close(range: SourceRange): void;
}

export interface XmlLimits {
  /** Levels below the root. */
  readonly maxDepth: number;
  readonly maxElements: number;
}

/** Reads a document. Throws MarkupError. */
export function readXml(source: string, listener: XmlListener, limits: XmlLimits): void {
  new XmlReader(new Cursor(source), listener, limits).read();
}

class XmlReader {
  readonly #open: string[] = [];
  readonly #prefixes = new Prefixes();
  #elements = 0;

  constructor(
    private readonly cursor: Cursor,
    private readonly listener: XmlListener,
    private readonly limits: XmlLimits,
  ) {}

  read(): void {
    const { cursor } = this;
    this.#declaration();
    this.#outside();
    if (!cursor.takes('<')) throw cursor.isAtEnd ? this.#missing() : cursor.fault();
    this.#element();
    while (this.#open.length > 0) this.#content();
    this.#outside();
    if (cursor.isAtEnd) return;
    // The tokenizer looks no further than it must: what might begin a token there is junk, the rest is no token.
    if (cursor.takes('<')) cursor.plainName();
    else if (/^[&\0-\x1F]/.test(cursor.source.charAt(cursor.at))) throw cursor.fault();
    throw cursor.faultAt(cursor.tokenStart, 'junk after document element');
  }

  #declaration(): void {
    const { cursor } = this;
    cursor.skipBlanks(); // a client's template may begin with a line break
    if (!/^<\?xml[ \t\r\n]/.test(cursor.source.slice(cursor.at, cursor.at + 6))) return;
    const text = cursor.upTo('?>');
    if (text === undefined) throw cursor.faultAt(cursor.at, 'unclosed token');
    if (!/^<\?xml\s+version\s*=\s*(?:"[\w.]{1,9}"|'[\w.]{1,9}')/.test(text))
      throw cursor.faultAt(cursor.at, 'XML declaration not well-formed');
  }

  /** Blanks, comments and instructions around the root element. */
  #outside(): void {
    const { cursor } = this;
    for (;;) {
      cursor.skipBlanks();
      cursor.tokenStart = cursor.at;
      if (cursor.takes('<!--')) this.#comment();
      else if (cursor.takes('<?')) this.#instruction();
      else if (cursor.sees('<!DOCTYPE')) throw new MarkupError('DTD is not supported');
      else return;
    }
  }

  #content(): void {
    const { cursor, listener } = this;
    cursor.tokenStart = cursor.at;
    if (cursor.isAtEnd) throw this.#missing();
    if (cursor.takes('<!--')) this.#comment();
    else if (cursor.takes('<![CDATA[')) this.#characterData();
    else if (cursor.takes('<?')) this.#instruction();
    else if (cursor.takes('</')) this.#endTag();
    else if (cursor.takes('<!')) this.#notMarkup();
    else if (cursor.takes('<')) this.#element();
    else if (cursor.takes('&')) this.#reference();
    else {
      const text = cursor.run('text') || this.#bracket();
      listener.text(text, { start: cursor.tokenStart, end: cursor.at });
    }
  }

  #element(): void {
    this.#elements += 1;
    if (this.#open.length > this.limits.maxDepth)
      throw new MarkupError(`nesting deeper than ${this.limits.maxDepth} levels is not translated`);
    if (this.#elements > this.limits.maxElements) throw new MarkupError('too many elements');
    const tag = readStartTag(this.cursor, this.#prefixes);
    this.#open.push(tag.name);
    this.listener.open(tag);
    if (tag.isEmpty) this.#leave({ start: tag.end, end: tag.end });
  }

  #endTag(): void {
    const { cursor } = this;
    const at = cursor.at;
    const name = cursor.qualifiedName();
    cursor.skipBlanks();
    cursor.expect('>');
    if (name !== this.#open.at(-1)) throw cursor.faultAt(at, 'mismatched tag');
    this.#leave({ start: cursor.tokenStart, end: cursor.at });
  }

  #leave(range: SourceRange): void {
    this.#open.pop();
    this.#prefixes.close();
    this.listener.close(range);
  }

  #reference(): void {
    const { cursor } = this;
    const reference = readReference(cursor);
    const range = { start: cursor.tokenStart, end: cursor.at };
    if ('text' in reference) {
      this.listener.text(reference.text, range);
      return;
    }
    const words = reference.fault === 'entity' ? 'undefined entity' : 'reference to invalid character number';
    throw cursor.faultAt(range.start, words);
  }

  /** A `]` that ends no character data; `]]>` may not stand in text. */
  #bracket(): string {
    const { cursor } = this;
    if (cursor.sees(']]>')) cursor.at += 2;
    else if (cursor.takes(']')) return ']';
    throw cursor.fault();
  }

  #comment(): void {
    const { cursor } = this;
    const text = cursor.upTo('--');
    if (text === undefined) throw cursor.faultAt(cursor.tokenStart, 'unclosed token');
    cursor.expect('>');
  }

  #instruction(): void {
    const { cursor } = this;
    const target = cursor.qualifiedName();
    if (target.toLowerCase() === 'xml')
      throw cursor.faultAt(cursor.tokenStart, 'XML or text declaration not at start of entity');
    if (!cursor.skipBlanks() && !cursor.sees('?>')) throw cursor.fault();
    if (cursor.upTo('?>') === undefined) throw cursor.faultAt(cursor.tokenStart, 'unclosed token');
  }

  #characterData(): void {
    const { cursor } = this;
    const text = cursor.upTo(']]>');
    if (text === undefined) throw cursor.faultAt(cursor.source.length, 'unclosed CDATA section');
    if (text !== '') this.listener.text(text, { start: cursor.tokenStart, end: cursor.at });
  }

  /** `<!` that begins neither a comment nor character data. */
  #notMarkup(): never {
    const { cursor } = this;
    const rest = cursor.source.slice(cursor.at);
    if ('[CDATA['.startsWith(rest) || rest === '-') cursor.at = cursor.source.length;
    else if (cursor.takes('[')) while (cursor.takes('CDATA['.charAt(cursor.at - cursor.tokenStart - 3)));
    else cursor.takes('-');
    throw cursor.fault();
  }

  #missing(): MarkupError {
    return this.cursor.faultAt(this.cursor.source.length, 'no element found');
  }
}
