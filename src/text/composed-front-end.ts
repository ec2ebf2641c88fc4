/** The front end of a server: composes control tags, mark-up, normaliser, sentences, G2P and packing. */
import { SpeechError } from '../errors.js';
import { splitBlocks } from './blocks.js';
import { parseControl } from './control/control.js';
import type { FrontEnd, FrontEndRequest } from './front-end.js';
import type { G2pRegistry, SentenceG2p } from './g2p.js';
import { type Language, languageName } from './languages.js';
import type { Lexicon } from './lexicon.js';
import { type Normalizer, type Preparation, prepare } from './prepare.js';
import { packTurns } from './segments.js';
import { pronounceBlock } from './sentence-stream.js';
import { toSource } from './spans.js';
import type { Span, Token } from './token.js';

export interface FrontEndOptions {
  /** G2P of each language that is spoken. */
  readonly languages: G2pRegistry;
  /** Normaliser of each language that has one. */
  readonly normalizers: ReadonlyMap<Language, Normalizer>;
  /** The server's own pronunciations; asked anew for each request, so that it may be reloaded. */
  readonly lexicon?: ((language: Language) => Lexicon | undefined) | undefined;
}

/** Writes Chinese and Japanese without blanks, where a lexicon entry may stand anywhere. */
const unspaced: ReadonlySet<Language> = new Set(['ja', 'cmn']);

type Item =
  | { readonly kind: 'sentence'; readonly tokens: Token[] }
  | { readonly kind: 'rest' }
  | Exclude<Span, { kind: 'segment' }>;

function* withoutRests(turns: Generator<Span | undefined, void>): Generator<Span, void> {
  for (const turn of turns) if (turn !== undefined) yield turn;
}

export class ComposedFrontEnd implements FrontEnd {
  constructor(private readonly options: FrontEndOptions) {}

  spans(request: FrontEndRequest): Generator<Span, void> {
    return withoutRests(this.turns(request));
  }

  turns(request: FrontEndRequest): Generator<Span | undefined, void> {
    const g2p = this.#g2p(request.language);
    return this.#turns(request, g2p, this.preparation(request));
  }

  /** How the blocks of a request are prepared for G2P. */
  preparation(request: FrontEndRequest): Preparation {
    const { language, markup, normalization: switches } = request;
    const lexicons = [request.lexicon, this.options.lexicon?.(language)].filter((one) => one !== undefined);
    return {
      markup: markup ?? 'auto',
      emoji: switches?.emoji ?? 'skip',
      normalizer: request.normalizer ?? this.options.normalizers.get(language),
      switches,
      lexicons,
      onBorders: !unspaced.has(language),
    };
  }

  #g2p(language: Language): SentenceG2p {
    const load = this.options.languages.get(language);
    if (load !== undefined) return load();
    const spoken = [...this.options.languages.keys()].join(', ');
    throw new SpeechError(
      'UNSUPPORTED_LANGUAGE',
      `Language '${language}' (${languageName(language)}) is not supported yet by this server's text front end; available: ${spoken}.`,
    );
  }

  *#turns(
    request: FrontEndRequest,
    g2p: SentenceG2p,
    preparation: Preparation,
  ): Generator<Span | undefined, void> {
    const { language, firstSegmentTokens = 0, packing = {} } = request;
    const items = this.#items(request, g2p, preparation);
    let segmentsBefore = 0;
    let item = items.next();
    // Sentences up to the next silence; the packing pulls them as it needs them.
    const run = function* (): Generator<Token[] | undefined, void> {
      for (; item.done !== true && item.value.kind !== 'pause'; item = items.next())
        yield item.value.kind === 'sentence' ? item.value.tokens : undefined;
    };
    while (item.done !== true) {
      if (item.value.kind === 'pause') {
        yield item.value;
        item = items.next();
        continue;
      }
      for (const segment of packTurns(run(), {
        ...packing,
        language,
        firstSegmentTokens,
        segmentsBefore,
      })) {
        if (segment === undefined) {
          yield undefined;
          continue;
        }
        segmentsBefore += 1;
        if (segment.phonemes !== '') yield segment;
      }
    }
  }

  *#items(request: FrontEndRequest, g2p: SentenceG2p, preparation: Preparation): Generator<Item, void> {
    const { language, tags } = request;
    for (const span of parseControl(request.text, tags ?? {})) {
      if (span.kind === 'pause') {
        yield span;
        continue;
      }
      const { mapped, start } = span;
      for (const block of splitBlocks(mapped.text)) {
        const text = mapped.text.slice(block.start, block.end);
        if (text.trim() === '') continue;
        const prepared = prepare(text, preparation);
        if (prepared.dropped.length > 0) request.onDropped?.(prepared.dropped);
        const sentences = pronounceBlock(prepared, language, g2p, (range) => {
          const source = toSource(mapped.edits, range.start + block.start, range.end + block.start);
          return { start: source.start + start, end: source.end + start };
        });
        for (const tokens of sentences) yield { kind: 'sentence', tokens };
        yield { kind: 'rest' };
      }
    }
  }
}
