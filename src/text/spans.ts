/**
 * How a rewritten text relates to the one it came from. Every stage before G2P returns its text with sorted, disjoint
 * edits; what lies between two edits is copied. Offsets are UTF-16 units, ends exclusive.
 */

/** `text[start, end)` stands for `source[sourceStart, sourceEnd)`; either range may be empty (insertion, deletion). */
export interface Edit {
  readonly sourceStart: number;
  readonly sourceEnd: number;
  readonly start: number;
  readonly end: number;
  /** What kind of written form was put into words (`date`, `currency`, …). */
  readonly class?: string;
}

export interface Mapped {
  readonly text: string;
  readonly edits: readonly Edit[];
}

/**
 * Chains two rewritings, source → middle → target, in one merge. Edits that overlap in the middle text become one edit:
 * inside it, which letter came from which is no longer known.
 */
export function compose(first: readonly Edit[], second: readonly Edit[]): Edit[] {
  const composed: Edit[] = [];
  let [a, b] = [0, 0];
  while (a < first.length || b < second.length) {
    const [firstFrom, secondFrom] = [a, b];
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (;;) {
      const left = first[a];
      const right = second[b];
      const takesFirst = left !== undefined && (right === undefined || precedes(left.start, left.end, right));
      const from = takesFirst ? left.start : right?.sourceStart;
      const to = takesFirst ? left.end : right?.sourceEnd;
      if (from === undefined || to === undefined) break;
      const overlaps = from < high || (low === high && from === low && to === low);
      if (low <= high && !overlaps) break;
      low = Math.min(low, from);
      high = Math.max(high, to);
      if (takesFirst) a += 1;
      else b += 1;
    }
    const [sourceStart, sourceEnd] = back(first, firstFrom, a, low, high);
    const [start, end] = forth(second, secondFrom, b, low, high);
    const kind = classOf(second, secondFrom, b) ?? classOf(first, firstFrom, a);
    const edit = { sourceStart, sourceEnd, start, end };
    composed.push(kind === undefined ? edit : { ...edit, class: kind });
  }
  return composed;
}

/** Rewrites `mapped` once more: `next` is what became of its text. */
export function chain(mapped: Mapped, next: Mapped): Mapped {
  if (next.edits.length === 0) return { text: next.text, edits: mapped.edits };
  return {
    text: next.text,
    edits: mapped.edits.length === 0 ? next.edits : compose(mapped.edits, next.edits),
  };
}

/** The source range that `text[start, end)` stands for; a word a rule made up gets the whole range of its edit. */
export function toSource(edits: readonly Edit[], start: number, end: number): { start: number; end: number } {
  const opening = edits[lastStarting(edits, start + 1)];
  const closing = edits[lastStarting(edits, Math.max(end, start + 1))];
  const from =
    opening === undefined
      ? start
      : start < opening.end
        ? opening.sourceStart
        : opening.sourceEnd + start - opening.end;
  const to =
    closing === undefined
      ? end
      : end < closing.end
        ? closing.sourceEnd
        : closing.sourceEnd + end - closing.end;
  return { start: from, end: Math.max(from, to) };
}

/** The way back: with these edits `toSource` says where a range of the source went. */
export function invert(edits: readonly Edit[]): Edit[] {
  return edits.map((edit) => ({
    sourceStart: edit.start,
    sourceEnd: edit.end,
    start: edit.sourceStart,
    end: edit.sourceEnd,
  }));
}

/** Index of the last edit that starts before `offset`, or -1. */
function lastStarting(edits: readonly Edit[], offset: number): number {
  let [low, high] = [0, edits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function classOf(edits: readonly Edit[], from: number, to: number): string | undefined {
  for (let at = from; at < to; at += 1) if (edits[at]?.class !== undefined) return edits[at]?.class;
  return undefined;
}

/** Order in the middle text: by start, then by end, so that a deletion goes before what follows it. */
function precedes(start: number, end: number, other: Edit): boolean {
  return start !== other.sourceStart ? start < other.sourceStart : end <= other.sourceEnd;
}

function back(edits: readonly Edit[], from: number, to: number, low: number, high: number): [number, number] {
  const opening = edits[from];
  const before = edits[from - 1];
  const last = edits[to - 1];
  const start =
    to > from && opening !== undefined
      ? opening.sourceStart - (opening.start - low)
      : low + (before === undefined ? 0 : before.sourceEnd - before.end);
  const end = last === undefined ? high : last.sourceEnd + (high - last.end);
  return [start, end];
}

function forth(
  edits: readonly Edit[],
  from: number,
  to: number,
  low: number,
  high: number,
): [number, number] {
  const opening = edits[from];
  const before = edits[from - 1];
  const last = edits[to - 1];
  const start =
    to > from && opening !== undefined
      ? opening.start - (opening.sourceStart - low)
      : low + (before === undefined ? 0 : before.end - before.sourceEnd);
  const end = last === undefined ? high : last.end + (high - last.sourceEnd);
  return [start, end];
}
