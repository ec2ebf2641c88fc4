/** The sounds of -s, -ed and -ing after a stem; undefined where the ending cannot be added. */
import { flapVowels } from './symbols.js';
import type { Variant } from './tagger-interface.js';

const voiceless = new Set('ptkfθ');
const sibilants = new Set('szʃʒʧʤ');
const voicelessBeforeT = new Set('pkfθʃsʧ');

/** Source: en.wiktionary.org/wiki/-s, as misaki has it. */
export function withS(stem: string, variant: Variant): string | undefined {
  const last = stem.at(-1);
  if (last === undefined) return undefined;
  if (voiceless.has(last)) return `${stem}s`;
  if (sibilants.has(last)) return `${stem}${variant === 'gb' ? 'ɪ' : 'ᵻ'}z`;
  return `${stem}z`;
}

/** Source: en.wiktionary.org/wiki/-ed, as misaki has it. */
export function withEd(stem: string, variant: Variant): string | undefined {
  const last = stem.at(-1);
  if (last === undefined) return undefined;
  if (voicelessBeforeT.has(last)) return `${stem}t`;
  if (last === 'd') return `${stem}${variant === 'gb' ? 'ɪ' : 'ᵻ'}d`;
  if (last !== 't') return `${stem}d`;
  if (variant === 'gb' || stem.length < 2) return `${stem}ɪd`;
  return flapVowels.has(stem.charAt(stem.length - 2)) ? `${stem.slice(0, -1)}ɾᵻd` : `${stem}ᵻd`;
}

/** Source: en.wiktionary.org/wiki/-ing, as misaki has it: British stems in ə or ː need a linking r it does not know. */
export function withIng(stem: string, variant: Variant): string | undefined {
  const last = stem.at(-1);
  if (last === undefined) return undefined;
  if (variant === 'gb') return last === 'ə' || last === 'ː' ? undefined : `${stem}ɪŋ`;
  if (last === 't' && stem.length > 1 && flapVowels.has(stem.charAt(stem.length - 2)))
    return `${stem.slice(0, -1)}ɾɪŋ`;
  return `${stem}ɪŋ`;
}
