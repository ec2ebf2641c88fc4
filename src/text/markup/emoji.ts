/** Emoji: left out, or read by their CLDR short names. */
import { createRequire } from 'node:module';
import { SpanWriter } from '../span-writer.js';
import type { Mapped } from '../spans.js';

/** Flags, key caps, and pictographs with their modifiers and joiners. Bare `©`, digits and the like are not emoji. */
const emoji =
  /\p{RI}\p{RI}|[0-9#*]\ufe0f?\u20e3|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|(?![©®™‼⁉ℹ↔-↪⬅⬆⬇〰〽Ⓜ])\p{Extended_Pictographic})(?:\ufe0f|\p{EMod}|\u200d\p{Extended_Pictographic}){0,16}/gu;

let names: ReadonlyMap<string, string> | undefined;

/** A run of equal emoji is named once. Words made here are parted from their neighbours by blanks. */
export function readEmoji(text: string, mode: 'skip' | 'name'): Mapped {
  const writer = new SpanWriter(text);
  let [previous, end] = ['', -1];
  for (const { 0: symbol, index } of text.matchAll(emoji)) {
    const name = mode === 'name' && !(symbol === previous && index === end) ? nameOf(symbol) : '';
    const before = /[\s]$/u.test(text.slice(0, index).slice(-1)) || index === 0 ? '' : ' ';
    const after = name === '' || /^\s/u.test(text.charAt(index + symbol.length)) ? '' : ' ';
    writer.replace(index, index + symbol.length, name === '' ? before : before + name + after, 'emoji');
    [previous, end] = [symbol, index + symbol.length];
  }
  return writer.finish();
}

/** `flag: France` is read "flag France"; skin tones are not spoken. */
function nameOf(symbol: string): string {
  names ??= load();
  const bare = symbol.replaceAll('\ufe0f', '');
  const name =
    names.get(bare) ??
    names.get(bare.replace(/\p{EMod}/gu, '')) ??
    names.get(Array.from(bare)[0] ?? '') ??
    '';
  return name.replace(/[^\p{L}\p{N}\s’'-]/gu, '');
}

function load(): Map<string, string> {
  // A JSON file of a package: its shape is known, its type is not.
  const rows = createRequire(import.meta.url)('unicode-emoji-json/data-by-emoji.json') as Record<
    string,
    { name: string }
  >;
  return new Map(Object.entries(rows).map(([symbol, { name }]) => [symbol.replaceAll('\ufe0f', ''), name]));
}
