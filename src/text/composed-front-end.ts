/** The front end of a server: composes control tags, mark-up, normaliser, sentences, G2P and packing. */
import { SpeechError } from '../errors.js';
import { splitBlocks } from './blocks.js';
import { type ControlSpan, isPlain, parseControl } from './control/control.js';
import type { FrontEnd, FrontEndRequest } from './front-end.js';
import type { G2pRegistry, SentenceG2p } from './g2p.js';
import { type Language, languageName } from './languages.js';
import type { Lexicon } from './lexicon.js';
import { type Normalizer, type Preparation, prepare } from './prepare.js';
import { packTurns } from './segments.js';
import { pronounceBlock } from './sentence-stream.js';
import { toSource } from './spans.js';
import type { Manner, Span, Token } from './token.js';
import { traced } from './traced.js';

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
  | { readonly kind: 'sentence'; readonly tokens: Token[]; readonly stretch: Stretch }
  | { readonly kind: 'rest' }
  | Exclude<Span, { kind: 'segment' }>;

/** Text in one manner: what borders it ends a segment. */
interface Stretch {
  readonly manner: Manner;
  readonly language: Language;
}

function* withoutRests(turns: Generator<Span | undefined, void>): Generator<Span, void> {
  for (const turn of turns) if (turn !== undefined) yield turn;
}

export class ComposedFrontEnd implements FrontEnd {
  constructor(private readonly options: FrontEndOptions) {}

  spans(request: FrontEndRequest): Generator<Span, void> {
    return withoutRests(this.turns(request));
  }

  turns(request: FrontEndRequest): Generator<Span | undefined, void> {
    this.#g2p(request.language);
    const spans = parseControl(request.text, request.tags ?? {});
    const voices = new Set(spans.map((span) => (span.kind === 'speech' ? span.manner.voice : undefined)));
    const languages = new Map<string | undefined, Language>([[undefined, request.language]]);
    for (const voice of voices) {
      if (voice === undefined) continue;
      const language = request.languageOf?.(voice) ?? request.language;
      this.#g2p(language);
      languages.set(voice, language);
    }
    const turns = this.#turns(request, spans, (voice) => languages.get(voice) ?? request.language);
    return request.edits === undefined ? turns : traced(turns, request.edits);
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
    spans: readonly ControlSpan[],
    languageOf: (voice: string | undefined) => Language,
  ): Generator<Span | undefined, void> {
    const { firstSegmentTokens = 0, packing = {} } = request;
    const items = this.#items(request, spans, languageOf);
    let segmentsBefore = 0;
    let item = items.next();
    // Sentences up to the next silence or change of manner; the packing pulls them as it needs them.
    const run = function* (stretch: Stretch): Generator<Token[] | undefined, void> {
      for (; item.done !== true && item.value.kind !== 'pause'; item = items.next()) {
        if (item.value.kind === 'rest') yield undefined;
        else if (item.value.stretch === stretch) yield item.value.tokens;
        else return;
      }
    };
    while (item.done !== true) {
      if (item.value.kind !== 'sentence') {
        yield item.value.kind === 'pause' ? item.value : undefined;
        item = items.next();
        continue;
      }
      const { stretch } = item.value;
      const manner = isPlain(stretch.manner) ? undefined : stretch.manner;
      const { language } = stretch;
      for (const segment of packTurns(run(stretch), {
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
        if (segment.phonemes !== '') yield manner === undefined ? segment : { ...segment, manner };
      }
    }
  }

  *#items(
    request: FrontEndRequest,
    spans: readonly ControlSpan[],
    languageOf: (voice: string | undefined) => Language,
  ): Generator<Item, void> {
    for (const span of spans) {
      if (span.kind === 'pause') {
        yield span;
        continue;
      }
      const { mapped, start, manner } = span;
      const language = languageOf(manner.voice);
      const stretch = { manner, language };
      const preparation = this.preparation({ ...request, language });
      const g2p = this.#g2p(language);
      for (const block of splitBlocks(mapped.text)) {
        const text = mapped.text.slice(block.start, block.end);
        if (text.trim() === '') continue;
        const prepared = prepare(text, preparation);
        if (prepared.dropped.length > 0) request.onDropped?.(prepared.dropped);
        const sentences = pronounceBlock(prepared, language, g2p, (range) => {
          const source = toSource(mapped.edits, range.start + block.start, range.end + block.start);
          return { start: source.start + start, end: source.end + start };
        });
        for (const tokens of sentences) yield { kind: 'sentence', tokens, stretch };
        yield { kind: 'rest' };
      }
    }
  }
}
