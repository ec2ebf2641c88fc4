/** `<mark name="…"/>`: places of a document that a client wants to hear of. */
import { isSsml } from './translate.js';
import { readXml, type XmlLimits } from './xml-reader.js';

export interface Mark {
  readonly name: string;
  /** UTF-16 offset into the document. */
  readonly at: number;
}

/** The marks of a document, in order; none in other text. Throws MarkupError. */
export function ssmlMarks(text: string, limits: XmlLimits): Mark[] {
  const marks: Mark[] = [];
  if (!isSsml(text)) return marks;
  const listener = {
    open: ({
      name,
      attributes,
      start,
    }: {
      name: string;
      attributes: ReadonlyMap<string, string>;
      start: number;
    }) => {
      const mark = attributes.get('name');
      if (mark !== undefined && name.slice(name.indexOf(':') + 1) === 'mark')
        marks.push({ name: mark, at: start });
    },
    text: () => {},
    close: () => {},
  };
  readXml(text, listener, limits);
  return marks;
}
