/** What the utterances of a chunked stream are given to speak. */
import { findTags } from '../text/control/tags.js';
import { type TextChunk, textChunks } from './text-chunks.js';
import type { TextOptions } from './text-options.js';

export interface ChunkToSpeak extends TextChunk {
  /** The text, behind the tags of former chunks: what they changed holds until the end of the stream. */
  readonly spoken: string;
}

/** Cuts a text into chunks; offsets given to `sourceOf` count in `spoken`. SSML, which cannot be cut, is one chunk. */
export function chunksToSpeak(
  text: string,
  targetChars: number,
  { ssml, voiceTags }: Pick<TextOptions, 'ssml' | 'voiceTags'> = {},
): ChunkToSpeak[] {
  if (ssml !== undefined) return [{ text, spoken: text, sourceOf: (offset) => offset }];
  let held = '';
  return textChunks(text, targetChars).map((chunk) => {
    const before = held;
    if (voiceTags) held += tagsOf(chunk.text);
    return {
      text: chunk.text,
      spoken: before + chunk.text,
      sourceOf: (offset) => chunk.sourceOf(Math.max(offset - before.length, 0)),
    };
  });
}

/** The tags of a text that change how the rest is spoken. */
function tagsOf(text: string): string {
  return findTags(text, { pauseTags: false, voiceTags: true })
    .map(({ start, end }) => text.slice(start, end))
    .join('');
}
