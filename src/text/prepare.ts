/**
 * One block of text on its way to G2P: cleaned, inline pronunciations read, mark-up off, lexicon matched, the rest
 * normalised. What somebody prescribed is touched by no rule.
 */
import { clean } from './clean.js';
import { type InlineEffect, readInline } from './control/inline.js';
import type { Prescription } from './g2p.js';
import type { Lexicon } from './lexicon.js';
import { type EmojiReading, type Markup, stripMarkup } from './markup/markup.js';
import type { NormalizationSwitches, NormalizeOptions } from './normalize/options.js';
import type { Range } from './sentences.js';
import { SpanWriter } from './span-writer.js';
import { chain, type Edit, type Mapped } from './spans.js';
import { fromIpa } from './vocabulary.js';

/** Puts written forms into words; leaves the protected ranges as they are. */
export type Normalizer = (
  text: string,
  options: Pick<NormalizeOptions, 'switches' | 'protectedRanges'>,
) => Mapped;

export interface Preparation {
  readonly markup: Markup;
  readonly emoji: EmojiReading;
  /** Undefined leaves written forms to the G2P. */
  readonly normalizer: Normalizer | undefined;
  readonly switches: NormalizationSwitches | null | undefined;
  /** Strongest first. */
  readonly lexicons: readonly Lexicon[];
  /** Whether lexicon entries match whole words only. */
  readonly onBorders: boolean;
}

export interface Prepared {
  /** The text to be spoken, and how it came from the block. */
  readonly mapped: Mapped;
  /** Sorted; offsets into the text to be spoken. */
  readonly prescriptions: readonly Prescription[];
  /** Symbols of prescribed pronunciations the model does not know. */
  readonly dropped: readonly string[];
}

interface Part extends Prescription {
  /** Text to be read in place of the part. */
  readonly alias?: string | undefined;
}

function prescriptionOf(effect: InlineEffect, dropped: Set<string>): Omit<Prescription, 'start' | 'end'> {
  if (effect.kind === 'stress') return { stress: effect.stress };
  if (effect.kind === 'number') return { numberFlags: effect.flags };
  const admitted = fromIpa(effect.phonemes);
  for (const symbol of admitted.dropped) dropped.add(symbol);
  return { phonemes: admitted.phonemes, origin: 'inline' };
}

/** Where an offset of the source lies in the rewritten text. */
function forward(edits: readonly Edit[], offset: number): number {
  let shift = 0;
  for (const edit of edits) {
    if (edit.sourceStart >= offset) break;
    if (edit.sourceEnd > offset) return edit.end;
    shift = edit.end - edit.sourceEnd;
  }
  return offset + shift;
}

function lexiconParts(
  text: string,
  taken: readonly Part[],
  preparation: Preparation,
  dropped: Set<string>,
): Part[] {
  let parts = [...taken];
  for (const lexicon of preparation.lexicons) {
    const free = lexicon
      .find(text, preparation.onBorders)
      .filter(({ start, end }) => !parts.some((part) => part.start < end && start < part.end))
      .map(({ start, end, entry }): Part => {
        for (const symbol of entry.dropped) dropped.add(symbol);
        if (entry.alias !== undefined) return { start, end, alias: entry.alias };
        return { start, end, phonemes: entry.phonemes, origin: 'lexicon' };
      });
    parts = [...parts, ...free].sort((a, b) => a.start - b.start);
  }
  return parts;
}

/** Puts other words in place of the parts that ask for them. */
function readAliases(source: string, parts: readonly Part[]): Mapped {
  const writer = new SpanWriter(source);
  for (const { start, end, alias } of parts) if (alias !== undefined) writer.replace(start, end, alias);
  return writer.finish();
}

/** Moves ranges along with a rewriting; ranges it removed are left out. */
function moved<R extends Range>(ranges: readonly R[], edits: readonly Edit[]): R[] {
  if (edits.length === 0) return [...ranges];
  return ranges
    .map((range) => ({ ...range, start: forward(edits, range.start), end: forward(edits, range.end) }))
    .filter(({ start, end }) => end > start);
}

/** Prepares one block. */
export function prepare(block: string, preparation: Preparation): Prepared {
  const { markup, emoji, normalizer, switches } = preparation;
  const dropped = new Set<string>();
  const cleaned = clean(block);
  const { mapped: inline, overrides } = readInline(cleaned.text);
  const stripped = stripMarkup(inline.text, markup, emoji);
  const written = overrides.map(
    ({ start, end, effect }): Part => ({ start, end, ...prescriptionOf(effect, dropped) }),
  );
  const parts = lexiconParts(stripped.text, moved(written, stripped.edits), preparation, dropped);
  const aliased = readAliases(stripped.text, parts);
  const prescribed = moved(
    parts.filter(({ alias, phonemes }) => alias === undefined && phonemes !== ''),
    aliased.edits,
  );
  const unchanged: Mapped = { text: aliased.text, edits: [] };
  const normalized = normalizer?.(aliased.text, { switches, protectedRanges: prescribed }) ?? unchanged;
  const mapped = [inline, stripped, aliased, normalized].reduce(chain, cleaned);
  return { mapped, prescriptions: moved(prescribed, normalized.edits), dropped: [...dropped] };
}
