/** A text with inline tags as what it asks for: silences, and stretches of text that are spoken in one manner. */
import { SpanWriter } from '../span-writer.js';
import type { Mapped } from '../spans.js';
import type { Manner } from '../token.js';
import { findTags, type Tag, type TagOptions } from './tags.js';

export type { Manner } from '../token.js';

export type ControlSpan =
  | { readonly kind: 'pause'; readonly seconds: number; readonly start: number; readonly end: number }
  | {
      readonly kind: 'speech';
      readonly manner: Manner;
      /** `source.slice(start, end)` without the tags that change nothing here; edits count from `start`. */
      readonly mapped: Mapped;
      readonly start: number;
      readonly end: number;
    };

/** True for a manner that changes nothing. */
export function isPlain(manner: Manner): boolean {
  return isSame(manner, plain);
}

const plain: Manner = { voice: undefined, rate: 1, pitch: 0, volume: 1 };

/**
 * Reads the tags that are switched on. Neighbouring stretches of equal manner are one; blank ones are left out, so that a
 * text of tags alone has no speech. A text without tags is one stretch as it is.
 */
export function parseControl(text: string, options: TagOptions): ControlSpan[] {
  const tags = findTags(text, options);
  if (tags.length === 0)
    return [{ kind: 'speech', manner: plain, mapped: { text, edits: [] }, start: 0, end: text.length }];
  const spans: ControlSpan[] = [];
  let runs: Run[] = [];
  let state: State = { ...plain, base: 1, pace: 1 };
  let from = 0;
  for (const tag of [...tags, undefined]) {
    const run = trimmed(text, from, tag?.start ?? text.length);
    if (run !== undefined) {
      const manner = mannerOf(state);
      const last = runs.at(-1);
      if (last !== undefined && !isSame(last.manner, manner)) runs = speak(text, runs, spans);
      runs.push({ ...run, manner });
    }
    if (tag === undefined) break;
    if (tag.kind === 'pause') {
      runs = speak(text, runs, spans);
      spans.push(tag);
    } else {
      state = changed(state, tag);
    }
    from = tag.end;
  }
  speak(text, runs, spans);
  return spans;
}

/** Seconds of silence asked for by all tags together. */
export function pauseTotal(spans: readonly ControlSpan[]): number {
  return spans.reduce((sum, span) => sum + (span.kind === 'pause' ? span.seconds : 0), 0);
}

interface State extends Manner {
  readonly base: number;
  readonly pace: number;
}

interface Run {
  readonly start: number;
  readonly end: number;
  readonly manner: Manner;
}

/** A voice brings its own pace, pitch and volume. */
function changed(state: State, tag: Exclude<Tag, { kind: 'pause' }>): State {
  switch (tag.kind) {
    case 'voice':
      return { ...plain, base: 1, pace: 1, voice: tag.voice };
    case 'baserate':
      return { ...state, base: tag.value };
    case 'rate':
      return { ...state, pace: tag.value };
    case 'pitch':
      return { ...state, pitch: tag.value };
    case 'volume':
      return { ...state, volume: tag.value };
  }
}

function mannerOf({ voice, base, pace, pitch, volume }: State): Manner {
  return { voice, rate: Math.max(0.25, Math.min(base * pace, 4)), pitch, volume };
}

function isSame(left: Manner, right: Manner): boolean {
  return (
    left.voice === right.voice &&
    left.rate === right.rate &&
    left.pitch === right.pitch &&
    left.volume === right.volume
  );
}

function trimmed(text: string, from: number, to: number): { start: number; end: number } | undefined {
  let [start, end] = [from, to];
  while (start < end && /\s/u.test(text.charAt(start))) start += 1;
  while (end > start && /\s/u.test(text.charAt(end - 1))) end -= 1;
  return start < end ? { start, end } : undefined;
}

/** Appends the runs as one stretch, a blank for each tag between them. Returns the empty list to go on with. */
function speak(text: string, runs: readonly Run[], spans: ControlSpan[]): Run[] {
  const [first, last] = [runs[0], runs.at(-1)];
  if (first === undefined || last === undefined) return [];
  spans.push({
    kind: 'speech',
    manner: first.manner,
    mapped: join(text, runs),
    start: first.start,
    end: last.end,
  });
  return [];
}

function join(text: string, runs: readonly Run[]): Mapped {
  const start = runs[0]?.start ?? 0;
  const writer = new SpanWriter(text.slice(start, runs.at(-1)?.end));
  runs.forEach((run, at) => {
    const previous = runs[at - 1];
    if (previous !== undefined) writer.replace(previous.end - start, run.start - start, ' ');
  });
  return writer.finish();
}
