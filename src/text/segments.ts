/**
 * Sentences to segments: what the model speaks in one run. Lengths are counted in the tokens really sent, one per phoneme
 * symbol and blank. Streamed and buffered speech is cut by the same rules, so both are the same samples.
 */
import { join, openingOf, type Piece, pieceOf, splitLong } from './clauses.js';
import type { Language } from './languages.js';
import type { Segment, Token } from './token.js';

/** The model takes 512 tokens; two are the pads. */
export const segmentTokensMax = 510;

/** Shorter runs sound unstable: such a segment joins a neighbour where it can. */
const steadyTokens = 12;

export interface PackOptions {
  readonly language: Language;
  /** Below this many tokens a segment goes on growing; above `maxTokens` it stops as soon as it can. */
  readonly minTokens?: number | undefined;
  readonly maxTokens?: number | undefined;
  /** A sentence above this is split. */
  readonly absoluteMaxTokens?: number | undefined;
  /** Tokens aimed at while nothing of the utterance has been heard; 0: no special first segment. */
  readonly firstSegmentTokens?: number | undefined;
  /** Segments of the utterance that earlier spans have given. */
  readonly segmentsBefore?: number | undefined;
}

/**
 * Packs sentences lazily: pulls no more of them than the next segment needs to be settled. Never cuts inside a word, nor
 * between words that were made from one written form; loses no token. Only a word too long for the model is cut.
 */
export function* packSegments(
  sentences: Iterable<readonly Token[]>,
  options: PackOptions,
): Generator<Segment, void> {
  for (const segment of packTurns(sentences, options)) if (segment !== undefined) yield segment;
}

/** The same for sentences with rests between them, which are passed on. */
export function* packTurns(
  sentences: Iterable<readonly Token[] | undefined>,
  options: PackOptions,
): Generator<Segment | undefined, void> {
  const packing = new Packing(options);
  for (const sentence of sentences) {
    if (sentence === undefined) yield undefined;
    else yield* packing.add(pieceOf(sentence));
  }
  yield* packing.end();
}

class Packing {
  private readonly min: number;
  private readonly max: number;
  private readonly absolute: number;
  private readonly first: number;
  private count: number;
  /** Complete, but kept until it is sure that no short neighbour has to join it. */
  private held: Piece | undefined;
  private current: Piece | undefined;
  private ready: Segment[] = [];

  constructor(private readonly options: PackOptions) {
    this.absolute = Math.max(steadyTokens, Math.min(options.absoluteMaxTokens ?? 400, segmentTokensMax));
    this.max = Math.min(options.maxTokens ?? 200, this.absolute);
    this.min = Math.min(options.minTokens ?? 100, this.max);
    this.first = options.firstSegmentTokens ?? 0;
    this.count = options.segmentsBefore ?? 0;
  }

  add(sentence: Piece): Segment[] {
    const rest = this.open(sentence);
    if (rest !== undefined && rest.length > 0) {
      for (const piece of splitLong(rest, this.absolute, this.options.language)) this.append(piece);
    }
    return this.drain();
  }

  end(): Segment[] {
    this.close();
    if (this.held !== undefined) this.ready.push(segmentOf(this.held));
    this.held = undefined;
    return this.drain();
  }

  /** While little has been heard: short segments, cut at the first clause. Gives back what is left of the sentence. */
  private open(sentence: Piece): Piece | undefined {
    let rest: Piece | undefined = sentence;
    while (this.first > 0 && this.count < 2 && rest !== undefined && rest.length > 0) {
      const size = this.current === undefined ? 0 : this.current.length + 1;
      const need = this.count === 0 ? steadyTokens : this.first;
      const target = Math.min(this.absolute, this.first * (this.count + 1));
      const limits = {
        need: need - size,
        target: target - size,
        cap: Math.min(this.absolute, 2 * target) - size,
      };
      const [head, tail]: [Piece, Piece | undefined] = openingOf(
        rest,
        limits,
        steadyTokens,
        this.options.language,
      );
      if (size > 0 && size + head.length > this.absolute) {
        this.close();
        continue;
      }
      if (head.length > this.absolute) return rest;
      this.grow(head);
      rest = tail;
      if (size + head.length >= need) this.close();
    }
    return rest;
  }

  private append(piece: Piece): void {
    if (this.current !== undefined) {
      const sum = this.current.length + 1 + piece.length;
      const fits = sum <= this.max || (sum <= this.absolute && this.current.length < this.min);
      if (!fits) this.close();
    }
    this.grow(piece);
  }

  private grow(piece: Piece): void {
    this.current = join(this.current, piece);
    if (this.held === undefined || this.current.length < steadyTokens) return;
    this.ready.push(segmentOf(this.held));
    this.held = undefined;
  }

  private close(): void {
    if (this.current === undefined) return;
    const [held, current] = [this.held, this.current];
    this.current = undefined;
    if (held !== undefined && held.length + 1 + current.length <= this.max) {
      this.held = join(held, current);
      return;
    }
    if (held !== undefined) this.ready.push(segmentOf(held));
    this.held = current;
    this.count += 1;
  }

  private drain(): Segment[] {
    const ready = this.ready;
    this.ready = [];
    return ready;
  }
}

function segmentOf({ tokens }: Piece): Segment {
  const phonemes = tokens.map((token) => token.phonemes + token.whitespace).join('');
  const start = tokens.reduce((least, token) => Math.min(least, token.start), tokens[0]?.start ?? 0);
  const end = tokens.reduce((most, token) => Math.max(most, token.end), start);
  return { kind: 'segment', phonemes: phonemes.trim(), tokens, start, end };
}
