/**
 * What the front end makes of a text, for people who want to look: phonemes and their sources, words, cuts. Each function
 * yields after a block or segment and returns its result at the end, so that a long text need not hold up others.
 */
import { splitBlocks } from './blocks.js';
import { parseControl } from './control/control.js';
import type { FrontEnd, FrontEndRequest } from './front-end.js';
import { type Preparation, prepare } from './prepare.js';
import { splitSentences } from './sentences.js';
import { type Edit, toSource } from './spans.js';
import type { Manner, Origin, Token } from './token.js';

/** A front end that shows what it does. */
export interface InspectableFrontEnd extends FrontEnd {
  /** How the blocks of a request are prepared for G2P. */
  preparation(request: FrontEndRequest): Preparation;
}

/** Who decided a pronunciation, in the words of the API. */
export type Source = 'inline' | 'lexicon' | 'dictionary' | 'rule' | 'model' | 'espeak';

const sources: Readonly<Record<Origin, Source>> = {
  inline: 'inline',
  lexicon: 'lexicon',
  gold: 'dictionary',
  silver: 'dictionary',
  bronze: 'dictionary',
  rule: 'rule',
  number: 'rule',
  punctuation: 'rule',
  model: 'model',
  espeak: 'espeak',
};

export interface InspectedWord {
  readonly text: string;
  readonly phonemes: string;
  readonly source: Source;
  readonly tag: string | undefined;
  /** UTF-16 offsets into the text that was sent. */
  readonly start: number;
  readonly end: number;
}

export interface Phonemized {
  /** Of each segment, in order; the model is given one at a time. */
  readonly segments: readonly string[];
  readonly words: readonly InspectedWord[];
  /** Symbols of prescribed pronunciations that the model does not have, each once. */
  readonly dropped: readonly string[];
}

function inspected({ text, phonemes, origin, tag, start, end }: Token): InspectedWord {
  return { text, phonemes, source: sources[origin], tag, start, end };
}

/** Phonemes of a whole text. Throws SpeechError(UNSUPPORTED_LANGUAGE). */
export function* phonemize(
  frontEnd: InspectableFrontEnd,
  request: FrontEndRequest,
): Generator<void, Phonemized> {
  const dropped = new Set<string>();
  const onDropped = (symbols: readonly string[]) => {
    for (const symbol of symbols) dropped.add(symbol);
  };
  const segments: string[] = [];
  const words: InspectedWord[] = [];
  for (const span of frontEnd.spans({ ...request, onDropped })) {
    yield;
    if (span.kind === 'pause') continue;
    segments.push(span.phonemes);
    words.push(...span.tokens.filter(({ text }) => text !== '').map(inspected));
  }
  return { segments, words, dropped: [...dropped] };
}

export interface NormalizedSpan {
  /** UTF-16 offsets into the normalised text. */
  readonly start: number;
  readonly end: number;
  /** UTF-16 offsets into the text that was sent. */
  readonly sourceStart: number;
  readonly sourceEnd: number;
  /** What kind of written form it was; undefined for mark-up and the like. */
  readonly class: string | undefined;
}

export interface NormalizedText {
  readonly text: string;
  readonly spans: readonly NormalizedSpan[];
}

/** Walks the blocks of a request as G2P would be given them, with a mapping to the text that was sent. */
function* preparedBlocks(request: FrontEndRequest, preparation: Preparation) {
  for (const span of parseControl(request.text, request.tags ?? {})) {
    if (span.kind === 'pause') continue;
    for (const block of splitBlocks(span.mapped.text)) {
      const { mapped } = prepare(span.mapped.text.slice(block.start, block.end), preparation);
      const place = (start: number, end: number) => {
        const range = toSource(span.mapped.edits, start + block.start, end + block.start);
        const source = toSource(request.edits ?? [], range.start + span.start, range.end + span.start);
        return { sourceStart: source.start, sourceEnd: source.end };
      };
      yield { mapped, place };
    }
  }
}

/**
 * The text as it is spoken, and which written form each rewritten part stands for. Another server's normaliser is shown
 * as that server has it: emoji stay in the text, although nobody says them.
 */
export function* normalizeText(
  frontEnd: InspectableFrontEnd,
  request: FrontEndRequest,
): Generator<void, NormalizedText> {
  const preparation = frontEnd.preparation(request);
  const keepsEmoji = request.normalizer !== undefined && !request.normalization?.emoji;
  const shown = keepsEmoji ? { ...preparation, emoji: 'keep' as const } : preparation;
  const spans: NormalizedSpan[] = [];
  let text = '';
  for (const { mapped, place } of preparedBlocks(request, shown)) {
    const shift = text.length;
    const placed = (edit: Edit): NormalizedSpan => ({
      start: edit.start + shift,
      end: edit.end + shift,
      ...place(edit.sourceStart, edit.sourceEnd),
      class: edit.class,
    });
    spans.push(...mapped.edits.map(placed));
    text += mapped.text;
    yield;
  }
  return { text, spans };
}

export interface PlannedSentence {
  readonly text: string;
  readonly sourceStart: number;
  readonly sourceEnd: number;
}

export interface PlannedSegment extends PlannedSentence {
  /** Phoneme tokens of the model, without its pads. */
  readonly tokens: number;
  /** Silence behind the segment that the text asked for, in seconds. */
  readonly pauseSec: number;
  /** How the tags of the text want it; undefined: as the request says. */
  readonly manner: Manner | undefined;
}

/** How a text is cut: sentences, and the segments they are packed into. Throws SpeechError(UNSUPPORTED_LANGUAGE). */
export function* planChunks(
  frontEnd: InspectableFrontEnd,
  request: FrontEndRequest,
): Generator<void, { sentences: PlannedSentence[]; segments: PlannedSegment[] }> {
  const sentences: PlannedSentence[] = [];
  for (const { mapped, place } of preparedBlocks(request, frontEnd.preparation(request))) {
    yield;
    for (const { start, end } of splitSentences(mapped.text, request.language)) {
      const source = toSource(mapped.edits, start, end);
      sentences.push({ text: mapped.text.slice(start, end), ...place(source.start, source.end) });
    }
  }
  const segments: PlannedSegment[] = [];
  for (const span of frontEnd.spans(request)) {
    yield;
    const last = segments.at(-1);
    if (span.kind === 'segment') {
      const text = span.tokens
        .map((token) => token.text + token.whitespace)
        .join('')
        .trim();
      const { phonemes, start, end, manner } = span;
      const tokens = [...phonemes].length;
      segments.push({ text, tokens, pauseSec: 0, manner, sourceStart: start, sourceEnd: end });
    } else if (last !== undefined)
      segments[segments.length - 1] = { ...last, pauseSec: last.pauseSec + span.seconds };
  }
  return { sentences, segments };
}
