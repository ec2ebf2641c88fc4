/** Writes a new text while reading an old one from left to right, and keeps the edits. */
import type { Edit, Mapped } from './spans.js';

export class SpanWriter {
  private readonly parts: string[] = [];
  private readonly edits: Edit[] = [];
  private length = 0;
  private read = 0;

  constructor(private readonly source: string) {}

  /** Where in the source reading goes on. */
  get position(): number {
    return this.read;
  }

  /** Copies the source up to `sourceEnd`. */
  copyTo(sourceEnd: number): this {
    if (sourceEnd > this.read) this.append(this.source.slice(this.read, sourceEnd));
    this.read = Math.max(this.read, sourceEnd);
    return this;
  }

  /** Copies what is unread before `sourceStart`, then writes `text` in place of `source[sourceStart, sourceEnd)`. */
  replace(sourceStart: number, sourceEnd: number, text: string, kind?: string): this {
    this.copyTo(sourceStart);
    const [start, end] = [this.length, this.length + text.length];
    if (kind !== undefined) this.edits.push({ sourceStart, sourceEnd, start, end, class: kind });
    else if (this.source.slice(sourceStart, sourceEnd) !== text)
      this.edits.push({ sourceStart, sourceEnd, start, end });
    this.append(text);
    this.read = sourceEnd;
    return this;
  }

  /** Writes what became of the source from `sourceStart` on, as another stage has mapped it. */
  splice(sourceStart: number, { text, edits }: Mapped): this {
    let read = 0;
    for (const edit of edits) {
      this.copyTo(sourceStart + edit.sourceStart);
      this.replace(
        sourceStart + edit.sourceStart,
        sourceStart + edit.sourceEnd,
        text.slice(edit.start, edit.end),
        edit.class,
      );
      read = edit.end;
    }
    return this.copyTo(this.read + text.length - read);
  }

  /** Copies the rest and returns the new text. */
  finish(): Mapped {
    this.copyTo(this.source.length);
    return { text: this.parts.join(''), edits: this.edits };
  }

  private append(text: string): void {
    this.parts.push(text);
    this.length += text.length;
  }
}

/** Replaces every match of a global pattern; `undefined` leaves a match as it is. */
export function replaceAll(
  source: string,
  pattern: RegExp,
  replacement: (match: RegExpExecArray) => string | undefined,
  kind?: string,
): Mapped {
  const writer = new SpanWriter(source);
  for (const match of source.matchAll(pattern)) {
    const text = replacement(match);
    if (text !== undefined && text !== match[0])
      writer.replace(match.index, match.index + match[0].length, text, kind);
  }
  return writer.finish();
}
