/**
 * Pronunciations people wrote, for one request or a whole server: `{"Worcester": "wˈʊstər", "=Polish": "pˈoʊlɪʃ",
 * "NHS": "alias: National Health Service"}`. Matched before normalising, longest entry first, on word borders.
 */
import { SpeechError } from '../errors.js';
import { fromIpa } from './vocabulary.js';

export interface LexiconEntry {
  /** As the user wrote the key. */
  readonly key: string;
  readonly phonemes?: string | undefined;
  /** Symbols of the pronunciation that the model does not have; they are left out. */
  readonly dropped: readonly string[];
  /** Other words to be read in its place. */
  readonly alias?: string | undefined;
}

export interface LexiconMatch {
  /** UTF-16 offsets into the text that was searched. */
  readonly start: number;
  readonly end: number;
  readonly entry: LexiconEntry;
}

interface Node {
  readonly next: Map<string, Node>;
  /** Entry for any case, and entries for exactly these letters. */
  entry?: LexiconEntry;
  exact?: Map<string, LexiconEntry>;
}

const aliasMark = /^alias:\s*/i;
const longestKey = 200;
const longestValue = 1000;
const mostEntries = 10_000;

function refuse(field: string, message: string): never {
  throw new SpeechError('INVALID_REQUEST', message, { field });
}

function parseEntry(key: string, value: unknown, field: string): LexiconEntry {
  if (typeof value !== 'string')
    refuse(field, `The pronunciation of "${key}" must be text: IPA, or "alias: other words".`);
  if (key.replace(/^=/, '').trim() === '') refuse(field, 'A lexicon entry needs a word as its key.');
  if (key.length > longestKey || value.length > longestValue)
    refuse(field, `The lexicon entry "${key.slice(0, 40)}" is too long.`);
  if (aliasMark.test(value)) {
    const alias = value.replace(aliasMark, '').trim();
    return alias === '' ? refuse(field, `The alias of "${key}" is empty.`) : { key, alias, dropped: [] };
  }
  const { phonemes, dropped } = fromIpa(value.trim().replace(/^\/(.*)\/$/s, '$1'));
  if (!/\p{L}/u.test(phonemes)) {
    const unknown = dropped.length === 0 ? '' : ` (unknown: ${dropped.join(' ')})`;
    refuse(field, `The pronunciation of "${key}" has no symbol the model knows${unknown}.`);
  }
  return { key, phonemes, dropped };
}

const isWordCharacter = (character: string): boolean => /[\p{L}\p{M}\p{N}]/u.test(character);

export class Lexicon {
  readonly #root: Node = { next: new Map() };
  readonly size: number;
  /** Entries with symbols the model does not have. */
  readonly imperfect: readonly LexiconEntry[];

  /** Throws SpeechError(INVALID_REQUEST) naming `field`, the entry and the symbol at fault. */
  constructor(entries: unknown, field = 'lexicon') {
    if (typeof entries !== 'object' || entries === null || Array.isArray(entries))
      refuse(field, 'A lexicon must be an object of words and pronunciations.');
    const pairs = Object.entries(entries);
    if (pairs.length > mostEntries) refuse(field, `A lexicon may have at most ${mostEntries} entries.`);
    const parsed = pairs.map(([key, value]) => parseEntry(key, value, field));
    for (const entry of parsed) this.#add(entry);
    this.size = parsed.length;
    this.imperfect = parsed.filter(({ dropped }) => dropped.length > 0);
  }

  #add(entry: LexiconEntry): void {
    const isExact = entry.key.startsWith('=');
    const word = entry.key.replace(/^=/, '').trim().replace(/\s+/g, ' ').normalize('NFC');
    let node = this.#root;
    for (const character of word.toLowerCase()) {
      let next = node.next.get(character);
      if (next === undefined) {
        next = { next: new Map() };
        node.next.set(character, next);
      }
      node = next;
    }
    if (!isExact || word === word.toLowerCase()) node.entry = entry;
    else {
      node.exact ??= new Map();
      node.exact.set(word, entry);
    }
  }

  /** Matches in order, none overlapping. With `onBorders` false (ja, cmn) they may lie inside words. */
  find(text: string, onBorders = true): LexiconMatch[] {
    const matches: LexiconMatch[] = [];
    if (this.size === 0) return matches;
    for (let at = 0; at < text.length; ) {
      const isBorder = !onBorders || at === 0 || !isWordCharacter(text.charAt(at - 1));
      const match = isBorder ? this.#longestAt(text, at, onBorders) : undefined;
      if (match !== undefined) matches.push(match);
      at = match?.end ?? at + 1;
    }
    return matches;
  }

  #longestAt(text: string, start: number, onBorders: boolean): LexiconMatch | undefined {
    let longest: LexiconMatch | undefined;
    let node: Node | undefined = this.#root;
    for (let at = start; at < text.length; ) {
      const character: string = String.fromCodePoint(text.codePointAt(at) ?? 0);
      const isBlank = /\s/.test(character);
      let length = character.length;
      while (isBlank && at + length < text.length && /\s/.test(text.charAt(at + length))) length++;
      for (const unit of isBlank ? ' ' : character.toLowerCase()) node = node?.next.get(unit);
      if (node === undefined) break;
      at += length;
      if (
        onBorders &&
        at < text.length &&
        isWordCharacter(text.charAt(at - 1)) &&
        isWordCharacter(text.charAt(at))
      )
        continue;
      const entry = node.exact?.get(text.slice(start, at).replace(/\s+/g, ' ')) ?? node.entry;
      if (entry !== undefined) longest = { start, end: at, entry };
    }
    return longest;
  }
}
