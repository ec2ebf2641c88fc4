/** Spans of text to pieces for the engine: how much silence stays around each segment. */
import type { Piece } from '../engine/engine.js';
import { SpeechError } from '../errors.js';
import type { Manner, Span } from '../text/token.js';
import type { Delivery } from './cast.js';

/** Silence around speech, in ms of audio. */
export interface EdgeRules {
  /** Kept before the first sound of the utterance. */
  readonly leadMs: number;
  /** Pause of a full stop before the share that the next segment's lead and the fades take. */
  readonly paddingMs: number;
  /** Factor of `paddingMs` by the last character of a segment; 1 for others. */
  readonly multipliers: Readonly<Record<string, number>>;
}

/** Before the first sound of a segment that follows another. */
const innerLeadMs = 20;
/** What is taken off the padding, and all that is kept after the last sound before a pause or the end. */
const endMs = 50;
const mostSegments = 20_000;

export interface PieceOptions {
  readonly rules: EdgeRules;
  /** Keeps all the silence the model makes around a segment. */
  readonly untrimmed: boolean;
  /** How a stretch is spoken. */
  readonly delivery: (manner: Manner | undefined) => Delivery;
  /** Silence before everything, in seconds. */
  readonly initialSilenceSec: number;
  /** Silence after everything, in seconds; none unless told. */
  readonly finalSilenceSec?: number;
  /** Sum of pauses that is allowed, in seconds. */
  readonly maxPauseSec: number;
}

/** A piece, and what it was made of: silences of the request's own have no span. */
export interface SpokenPiece {
  readonly piece: Piece;
  readonly span: Span | undefined;
  readonly voice: string | undefined;
}

/**
 * Yields the pieces of an utterance, one span behind the front end: a segment before a pause or the end keeps a short
 * tail. Rests are passed on. Throws TOO_MANY_SEGMENTS and PAUSE_TOTAL_EXCEEDED.
 */
export function* pieces(
  spans: Iterable<Span | undefined>,
  options: PieceOptions,
): Generator<SpokenPiece | undefined, void> {
  if (options.initialSilenceSec > 0)
    yield { piece: { kind: 'pause', seconds: options.initialSilenceSec }, span: undefined, voice: undefined };
  let held: Span | undefined;
  let segments = 0;
  let pauseSec = 0;
  for (const span of spans) {
    if (span === undefined) {
      yield undefined;
      continue;
    }
    if (held !== undefined) yield piece(held, segments === 1, span.kind === 'pause', options);
    if (span.kind === 'segment') segments++;
    else pauseSec += span.seconds;
    if (segments > mostSegments) throw tooMany();
    if (pauseSec > options.maxPauseSec) throw tooMuchPause(pauseSec, options.maxPauseSec);
    held = span;
  }
  if (held !== undefined) yield piece(held, segments === 1, true, options);
  const { finalSilenceSec = 0 } = options;
  if (finalSilenceSec > 0)
    yield { piece: { kind: 'pause', seconds: finalSilenceSec }, span: undefined, voice: undefined };
}

function piece(span: Span, isFirst: boolean, isBeforeSilence: boolean, options: PieceOptions): SpokenPiece {
  if (span.kind === 'pause')
    return { piece: { kind: 'pause', seconds: span.seconds }, span, voice: undefined };
  const { rules, untrimmed, delivery } = options;
  const { manner, pauseScale, voice } = delivery(span.manner);
  // A pause is as long as its tag says: the one that belongs to the mark does not come on top of it.
  const rest = isBeforeSilence ? endMs : tailMs(span.phonemes, rules, pauseScale);
  const edges = untrimmed
    ? { leadMs: -1, tailMs: -1 }
    : { leadMs: isFirst ? rules.leadMs : innerLeadMs, tailMs: rest / manner.speed };
  const own = span.manner === undefined ? {} : { manner };
  return { piece: { kind: 'segment', phonemes: span.phonemes, ...edges, ...own }, span, voice };
}

function tailMs(phonemes: string, { paddingMs, multipliers }: EdgeRules, pauseScale: number): number {
  const last = phonemes.trimEnd().at(-1) ?? '';
  const factor = Object.hasOwn(multipliers, last) ? (multipliers[last] ?? 1) : 1;
  return Math.max((paddingMs * factor - endMs) * pauseScale, 0);
}

function tooMany(): SpeechError {
  return new SpeechError('TOO_MANY_SEGMENTS', `The text makes more than ${mostSegments} segments.`, {
    field: 'input',
  });
}

function tooMuchPause(sum: number, allowed: number): SpeechError {
  const message = `Pauses add up to ${sum.toFixed(1)} s; this server allows ${allowed} s per request.`;
  return new SpeechError('PAUSE_TOTAL_EXCEEDED', message, { field: 'input' });
}
