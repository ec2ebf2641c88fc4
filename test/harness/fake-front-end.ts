/** A front end without dictionaries: a segment per sentence, a phoneme per letter, `[pause:1s]` for silence. */
import { SpeechError } from '../../src/errors.js';
import type { FrontEndRequest } from '../../src/text/front-end.js';
import type { InspectableFrontEnd } from '../../src/text/inspect.js';
import type { Preparation } from '../../src/text/prepare.js';
import type { Span } from '../../src/text/token.js';

export class FakeFrontEnd implements InspectableFrontEnd {
  /** Spans that were pulled so far, of all requests. */
  pulled = 0;

  spans({ text, language }: FrontEndRequest): Generator<Span, void> {
    if (!language.startsWith('en')) {
      const message = `Language '${language}' is not supported yet by this server's text front end; available: en-us, en-gb`;
      throw new SpeechError('UNSUPPORTED_LANGUAGE', message);
    }
    return this.#cut(text);
  }

  turns(request: FrontEndRequest): Generator<Span | undefined, void> {
    return this.spans(request);
  }

  /** Nothing is done to the text. */
  preparation(): Preparation {
    return {
      markup: 'plain',
      emoji: 'name',
      normalizer: undefined,
      switches: undefined,
      lexicons: [],
      onBorders: true,
    };
  }

  *#cut(text: string): Generator<Span, void> {
    for (const match of text.matchAll(/\[pause:([\d.]+)s\]|[^.!?[]+[.!?]*/g)) {
      const [whole, seconds] = match;
      const place = { start: match.index, end: match.index + whole.length };
      const phonemes = whole
        .replace(/[^a-zA-Z .!?]/g, '')
        .trim()
        .slice(0, 510);
      this.pulled++;
      if (seconds !== undefined) yield { kind: 'pause', seconds: Number(seconds), ...place };
      else if (/[a-z]/i.test(phonemes)) yield { kind: 'segment', phonemes, tokens: [], ...place };
    }
  }
}
