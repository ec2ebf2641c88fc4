/** The inline tags of a text: `[pause:1.5s]`, `[0.5s]`, `[voice:…]`, `[rate:…]`, `[baserate:…]`, `[pitch:…]`, `[volume:…]`. */

export type Tag =
  | { readonly kind: 'pause'; readonly seconds: number; readonly start: number; readonly end: number }
  | { readonly kind: 'voice'; readonly voice: string; readonly start: number; readonly end: number }
  | {
      readonly kind: 'rate' | 'baserate' | 'pitch' | 'volume';
      readonly value: number;
      readonly start: number;
      readonly end: number;
    };

export interface TagOptions {
  /** `[pause:1.5s]`; on unless the server turns it off. */
  readonly pauseTags?: boolean | undefined;
  /** `[1.5s]`. */
  readonly silenceTags?: boolean | undefined;
  /** `[voice:…]`, `[rate:…]`, `[baserate:…]`, `[pitch:…]`, `[volume:…]`. */
  readonly voiceTags?: boolean | undefined;
  /** The longest silence one tag may ask for, in seconds. */
  readonly maxPauseSec?: number | undefined;
}

// No class holds a square bracket, so no letter is looked at twice.
const number = '\\d{1,9}(?:\\.\\d{1,9})?';
const tag = new RegExp(
  `\\[(?:(?<pause>pause:)?(?<seconds>${number})s` +
    '|voice: {0,9}(?<voice>[A-Za-z0-9_][A-Za-z0-9_+\\-(). *]{0,511})' +
    `|(?<kind>rate|baserate|volume): {0,9}(?<value>${number}) {0,9}` +
    `|pitch: {0,9}(?<pitch>[+-]?${number}) {0,9})\\]`,
  'giu',
);

/** The tags that are switched on, in order. What does not match a form exactly is text. */
export function findTags(text: string, options: TagOptions): Tag[] {
  const { pauseTags = true, silenceTags = false, voiceTags = false, maxPauseSec = 60 } = options;
  const tags: Tag[] = [];
  for (const match of text.matchAll(tag)) {
    const { pause, seconds, voice, kind, value, pitch } = match.groups ?? {};
    const range = { start: match.index, end: match.index + match[0].length };
    if (seconds !== undefined) {
      if (pause === undefined ? silenceTags : pauseTags)
        tags.push({ kind: 'pause', seconds: Math.min(Number(seconds), maxPauseSec), ...range });
    } else if (!voiceTags) {
    } else if (voice !== undefined) {
      tags.push({ kind: 'voice', voice: voice.trim(), ...range });
    } else if (pitch !== undefined) {
      tags.push({ kind: 'pitch', value: Math.max(-6, Math.min(Number(pitch), 6)), ...range });
    } else {
      const name = kind?.toLowerCase();
      if (name === 'volume') tags.push({ kind: name, value: Math.min(Number(value), 10), ...range });
      else if (name === 'rate' || name === 'baserate')
        tags.push({ kind: name, value: Number(value), ...range });
    }
  }
  return tags;
}
