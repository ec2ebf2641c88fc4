/** Mark-up and emoji to plain text. */
import { chain, type Mapped } from '../spans.js';
import { readEmoji } from './emoji.js';
import { stripHtml } from './html.js';
import { stripMarkdown } from './markdown.js';

/** `auto`: known HTML tags and those Markdown marks that cannot mean anything else. */
export type Markup = 'plain' | 'markdown' | 'html' | 'auto';

/** Left out, named, or left where they are. */
export type EmojiReading = 'skip' | 'name' | 'keep';

/** Takes the marks off; `[word](/ipa/)` must have been read before. Total: what is not mark-up is text. */
export function stripMarkup(text: string, markup: Markup, emoji: EmojiReading): Mapped {
  let mapped: Mapped = { text, edits: [] };
  if (markup === 'markdown' || markup === 'auto')
    mapped = chain(mapped, stripMarkdown(mapped.text, markup === 'auto'));
  if (markup === 'html' || markup === 'auto')
    mapped = chain(mapped, stripHtml(mapped.text, markup === 'auto'));
  return emoji === 'keep' ? mapped : chain(mapped, readEmoji(mapped.text, emoji));
}
