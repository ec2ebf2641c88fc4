/**
 * One scan over a block: rules propose spans, what an earlier rule has claimed a later one does not touch, and no rule reads
 * what another has written.
 */
import { SpanWriter } from '../span-writer.js';
import type { Mapped } from '../spans.js';
import type { ClassSwitch, Protected } from './options.js';

export interface Rule<Scene> {
  /** Kept in the edit: what kind of written form this was. */
  readonly class: string;
  readonly switch?: ClassSwitch;
  /** Global; bounded repetitions only, and guarded on the left so that a run is not tried from each of its letters. */
  readonly pattern: RegExp;
  /** A character the text must hold for the pattern to be tried at all. */
  readonly needs?: RegExp;
  /** The words for a match, or undefined if it is not what it looks like. */
  readonly read: (match: RegExpExecArray, scene: Scene) => string | undefined;
}

interface Claim {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly class: string;
}

/** Applies the rules in order of strength. Linear in the text for each rule. */
export function scan<Scene>(
  text: string,
  rules: readonly Rule<Scene>[],
  scene: Scene,
  guarded: readonly Protected[],
): Mapped {
  const taken = new Uint8Array(text.length + 1);
  for (const { start, end } of guarded) taken.fill(1, start, end);
  const claims: Claim[] = [];
  for (const rule of rules) {
    const { pattern, needs } = rule;
    if (needs !== undefined && !needs.test(text)) continue;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const free = firstFreeAfter(taken, start, end);
      if (free > start) {
        pattern.lastIndex = wholeCharacter(text, free);
        continue;
      }
      const words = start === end ? undefined : rule.read(match, scene);
      if (words === undefined) {
        pattern.lastIndex = wholeCharacter(text, start + 1);
        continue;
      }
      taken.fill(1, start, end);
      claims.push({ start, end, text: words, class: rule.class });
    }
  }
  return write(text, claims);
}

/** A Unicode pattern that is set into the middle of a surrogate pair goes back to its start, for ever. */
function wholeCharacter(text: string, at: number): number {
  const [before, here] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return before >= 0xd800 && before < 0xdc00 && here >= 0xdc00 && here < 0xe000 ? at + 1 : at;
}

/** `start` if nothing in the range is taken, else where the first taken stretch in it ends. */
function firstFreeAfter(taken: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && taken[at] === 0) at += 1;
  if (at >= end) return start;
  while (taken[at] === 1) at += 1;
  return at;
}

/** Words that would touch a letter or digit are parted from it. */
function write(text: string, claims: Claim[]): Mapped {
  claims.sort((left, right) => left.start - right.start);
  const writer = new SpanWriter(text);
  claims.forEach((claim, at) => {
    const previous = claims[at - 1];
    const next = claims[at + 1];
    const left = previous?.end === claim.start ? lastOf(previous, text) : text.charAt(claim.start - 1);
    const right = text.charAt(claim.end);
    const before = isWord(left) && isWord(claim.text.charAt(0)) ? ' ' : '';
    const after = next?.start !== claim.end && isWord(right) && isWord(claim.text.slice(-1)) ? ' ' : '';
    writer.replace(claim.start, claim.end, before + claim.text + after, claim.class);
  });
  return writer.finish();
}

/** An empty claim lets what stands before it through. */
function lastOf(claim: Claim, text: string): string {
  return claim.text === '' ? text.charAt(claim.start - 1) : claim.text.slice(-1);
}

function isWord(character: string): boolean {
  if (character < '\u0080') return /[A-Za-z0-9]/.test(character);
  return /[\p{L}\p{N}]/u.test(character);
}
