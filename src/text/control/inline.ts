/** Pronunciation in the text itself: `[word](/ipa/)`, `[word](+1)`, `[1999](#&#)`. */
import { SpanWriter } from '../span-writer.js';
import type { Mapped } from '../spans.js';

export type InlineEffect =
  | { readonly kind: 'phonemes'; readonly phonemes: string }
  /** Raises or lowers the word's stress as misaki does. */
  | { readonly kind: 'stress'; readonly stress: number }
  /** How a number is read: `&` keeps "and", `n` glues it to the word before, `a` says "a hundred". */
  | { readonly kind: 'number'; readonly flags: string };

/** `text[start, end)` of the stripped text is to be spoken as `effect` says; no other rule touches it. */
export interface InlineOverride {
  readonly start: number;
  readonly end: number;
  readonly effect: InlineEffect;
}

// Neither part can hold its own closing mark, so no letter is looked at twice.
const inline = /\[([^[\]]{1,512})\]\((?:\/([^/()]{1,512})\/|([+-]?\d{1,3}|[+-]?0\.5)|#([&na]{0,9})#)\)/gu;

/** Takes the brackets and values off and says what they asked for. Other values are text. */
export function readInline(text: string): { mapped: Mapped; overrides: InlineOverride[] } {
  const writer = new SpanWriter(text);
  const overrides: InlineOverride[] = [];
  let shift = 0;
  for (const { 0: whole, 1: word = '', 2: phonemes, 3: stress, 4: flags = '', index } of text.matchAll(
    inline,
  )) {
    const start = index - shift;
    const effect: InlineEffect =
      phonemes !== undefined
        ? { kind: 'phonemes', phonemes }
        : stress !== undefined
          ? { kind: 'stress', stress: Number(stress) }
          : { kind: 'number', flags };
    writer.replace(index, index + whole.length, word);
    overrides.push({ start, end: start + word.length, effect });
    shift += whole.length - word.length;
  }
  return { mapped: writer.finish(), overrides };
}
