/** How the text at a place is to be spoken, and the inline tags that lead from one manner to another. */
import { tagNumber } from './spoken-values.js';

export interface SsmlManner {
  /** As an inline tag names it. */
  readonly voice: string;
  readonly rate: number;
  /** Semitones. */
  readonly pitch: number;
  /** Gain factor. */
  readonly volume: number;
}

/** How text is spoken outside all elements. */
export function plainManner(voice: string): SsmlManner {
  return { voice, rate: 1, pitch: 0, volume: 1 };
}

/** The tags for a new voice: it comes with pace, pitch and volume of its own, so those that are set follow it. */
export function voiceTags(to: SsmlManner): string {
  return `[voice:${to.voice}] ${changes(plainManner(to.voice), to)}`.trim();
}

/** The tags for what differs in pace, pitch and volume; empty when nothing does. */
export function changes(from: SsmlManner, to: SsmlManner): string {
  return (['rate', 'pitch', 'volume'] as const)
    .filter((quantity) => from[quantity] !== to[quantity])
    .map((quantity) => `[${quantity}:${tagNumber(to[quantity])}]`)
    .join(' ');
}
