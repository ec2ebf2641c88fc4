/** Spans of text to pieces for the engine: how much silence stays around each segment. */
import type { Piece } from '../engine/engine.js';
import { SpeechError } from '../errors.js';
import type { Span } from '../text/token.js';

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
/** What is taken off the padding, and all that is kept after the last sound of an utterance. */
const endMs = 50;
const mostSegments = 20_000;

export interface PieceOptions {
  readonly rules: EdgeRules;
  readonly speed: number;
  /** Silence before everything, in seconds. */
  readonly initialSilenceSec: number;
  /** Sum of pauses that is allowed, in seconds. */
  readonly maxPauseSec: number;
}

/**
 * Yields the pieces of an utterance, one span behind the front end: only the last segment keeps the short tail.
 * Rests are passed on. Throws TOO_MANY_SEGMENTS and PAUSE_TOTAL_EXCEEDED.
 */
export function* pieces(
  spans: Iterable<Span | undefined>,
  options: PieceOptions,
): Generator<Piece | undefined, void> {
  if (options.initialSilenceSec > 0) yield { kind: 'pause', seconds: options.initialSilenceSec };
  let held: Span | undefined;
  let segments = 0;
  let pauseSec = 0;
  for (const span of spans) {
    if (span === undefined) {
      yield undefined;
      continue;
    }
    if (held !== undefined) yield piece(held, segments === 1, false, options);
    if (span.kind === 'segment') segments++;
    else pauseSec += span.seconds;
    if (segments > mostSegments) throw tooMany();
    if (pauseSec > options.maxPauseSec) throw tooMuchPause(pauseSec, options.maxPauseSec);
    held = span;
  }
  if (held !== undefined) yield piece(held, segments === 1, true, options);
}

function piece(span: Span, isFirst: boolean, isLast: boolean, { rules, speed }: PieceOptions): Piece {
  if (span.kind === 'pause') return { kind: 'pause', seconds: span.seconds };
  return {
    kind: 'segment',
    phonemes: span.phonemes,
    leadMs: isFirst ? rules.leadMs : innerLeadMs,
    tailMs: (isLast ? endMs : tailMs(span.phonemes, rules)) / speed,
  };
}

function tailMs(phonemes: string, { paddingMs, multipliers }: EdgeRules): number {
  const last = phonemes.trimEnd().at(-1) ?? '';
  const factor = Object.hasOwn(multipliers, last) ? (multipliers[last] ?? 1) : 1;
  return Math.max(paddingMs * factor - endMs, 0);
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
