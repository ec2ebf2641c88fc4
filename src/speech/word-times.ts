/**
 * When each word of a segment is heard, from the durations of the run that made it. The shifts between token grid and sound
 * were measured by forced alignment of 682 words (mean absolute error of starts 20 ms).
 */
import type { SegmentReport } from '../engine/native.js';
import type { Segment, Token } from '../text/token.js';
import type { SpokenPart, TimedPhoneme, TimedWord } from './spoken-part.js';

const sampleRate = 24_000;
const frameSec = 0.025;
/** A word is heard so long before its first token begins, and has faded so long before its last one ends. */
const startsBeforeSec = 0.075;
const endsBeforeSec = 0.04;
/** Blanks of at most so many frames are halved between their neighbours; longer ones are gaps. */
const shortBlankFrames = 2;

const sound = /[^\s;:,.!?—…"()“”]/u;

/** First and one past the last symbol of a front-end token among the segment's symbols. */
interface Place {
  readonly token: Token;
  readonly from: number;
  readonly to: number;
}

/** Seconds from the pad before the first token: bounds of token k are `[k + 1]` and `[k + 2]`. */
export function tokenBounds(durations: Int32Array): number[] {
  const bounds = [0];
  let frames = 0;
  for (const duration of durations) bounds.push((frames += duration) * frameSec);
  return bounds;
}

/** The words of a segment on the clock of the whole answer. `voice` is named with each. */
export function spokenSegment(
  segment: Segment,
  report: SegmentReport,
  voice: string | undefined,
): SpokenPart {
  const clock = new Clock(report);
  const bounds = tokenBounds(report.durations);
  const words = timedWords(placesOf(segment), bounds, report, clock).map((word) => ({ ...word, voice }));
  return {
    text: textOf(segment),
    start: clock.start,
    end: clock.end,
    sourceStart: segment.start,
    sourceEnd: segment.end,
    voice,
    words,
    phonemes: timedPhonemes(segment, bounds, clock),
  };
}

/** A silence that the text asked for. */
export function silentPart(
  report: SegmentReport,
  source: { readonly start: number; readonly end: number },
  voice: string | undefined,
): SpokenPart {
  const { start, end } = new Clock(report);
  return {
    text: '',
    start,
    end,
    sourceStart: source.start,
    sourceEnd: source.end,
    voice,
    words: [],
    phonemes: [],
  };
}

/** Turns seconds of decoded sound into seconds of the answer: cut in front, stretched, placed; never backwards. */
class Clock {
  readonly start: number;
  readonly end: number;
  #latest: number;

  constructor(private readonly report: SegmentReport) {
    this.start = rounded(report.startSample / sampleRate);
    this.end = rounded((report.startSample + report.samples) / sampleRate);
    this.#latest = this.start;
  }

  at(decodedSec: number): number {
    const { trimmedSamples, stretch, startSample } = this.report;
    const inSegment = (decodedSec - trimmedSamples / sampleRate) / stretch;
    const answer = rounded(startSample / sampleRate + inSegment);
    this.#latest = Math.min(Math.max(answer, this.#latest), this.end);
    return this.#latest;
  }

  rewind(): void {
    this.#latest = this.start;
  }
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

function textOf({ tokens }: Segment): string {
  return tokens
    .map(({ text, whitespace }) => text + whitespace)
    .join('')
    .trim();
}

function placesOf({ tokens }: Segment): Place[] {
  const places: Place[] = [];
  // The segment's phonemes are those of its tokens, trimmed: what is trimmed in front has no symbols.
  let at = 0;
  for (const token of tokens) {
    const symbols = [...token.phonemes].length;
    const from = at === 0 && token.phonemes.trim() === '' ? 0 : at;
    if (token.phonemes.trim() !== '') places.push({ token, from, to: from + symbols });
    at = from + (at === 0 && token.phonemes.trim() === '' ? 0 : symbols + token.whitespace.length);
  }
  return places;
}

function timedWords(
  places: readonly Place[],
  bounds: readonly number[],
  { firstSound, endOfSound }: SegmentReport,
  clock: Clock,
): TimedWord[] {
  const isWord = ({ token }: Place): boolean => sound.test(token.phonemes);
  const lastWord = places.findLastIndex(isWord);
  const firstWord = places.findIndex(isWord);
  const boundOf = (symbol: number): number => bounds[Math.min(symbol + 1, bounds.length - 1)] ?? 0;
  const starts = places.map((place, index) => {
    const before = places[index - 1];
    const blank = before === undefined ? 0 : boundOf(place.from) - boundOf(before.to);
    const half = blank <= shortBlankFrames * frameSec ? blank / 2 : 0;
    const start = boundOf(place.from) - half - startsBeforeSec;
    return index === firstWord ? Math.max(start, firstSound / sampleRate) : start;
  });
  return places.map((place, index) => {
    const ownEnd = index === lastWord ? endOfSound / sampleRate : boundOf(place.to) - endsBeforeSec;
    const next = starts[index + 1];
    const isPunctuation = !isWord(place);
    const start = clock.at(starts[index] ?? 0);
    const wantedEnd = next === undefined || index === lastWord ? ownEnd : Math.min(ownEnd, next);
    const end = clock.at(wantedEnd);
    const { text, start: sourceStart, end: sourceEnd } = place.token;
    return { word: text, start, end, sourceStart, sourceEnd, isPunctuation };
  });
}

function timedPhonemes({ phonemes }: Segment, bounds: readonly number[], clock: Clock): TimedPhoneme[] {
  clock.rewind();
  return [...phonemes].map((phoneme, index) => ({
    phoneme,
    start: clock.at((bounds[index + 1] ?? 0) - startsBeforeSec),
    end: clock.at((bounds[index + 2] ?? 0) - startsBeforeSec),
  }));
}
