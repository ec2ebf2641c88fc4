/** Stress marks of one pronunciation: raising, lowering and weighing them, after misaki's `apply_stress`. */
import { heavySounds, PRIMARY, SECONDARY, vowels } from './symbols.js';

function markFirstVowel(phonemes: string, mark: string): string {
  for (let i = 0; i < phonemes.length; i++)
    if (vowels.has(phonemes.charAt(i))) return phonemes.slice(0, i) + mark + phonemes.slice(i);
  return phonemes;
}

function lowered(phonemes: string): string {
  return phonemes.replaceAll(SECONDARY, '').replaceAll(PRIMARY, SECONDARY);
}

/**
 * Applies a stress to a pronunciation: below -1 removes all marks, -1 makes the primary mark secondary, 0 and ±0.5
 * do so only where there is a primary mark or mark an unmarked word as secondary, 1 and above raise.
 * Undefined changes nothing; a word without vowels is never marked.
 */
export function applyStress(phonemes: string, stress: number | undefined): string {
  if (stress === undefined) return phonemes;
  if (stress < -1) return phonemes.replaceAll(SECONDARY, '').replaceAll(PRIMARY, '');
  const hasPrimary = phonemes.includes(PRIMARY);
  if (stress === -1 || ((stress === 0 || stress === -0.5) && hasPrimary)) return lowered(phonemes);
  const hasSecondary = phonemes.includes(SECONDARY);
  if (!hasPrimary && !hasSecondary) {
    if (stress === 0 || stress === 0.5 || stress === 1) return markFirstVowel(phonemes, SECONDARY);
    return stress > 1 ? markFirstVowel(phonemes, PRIMARY) : phonemes;
  }
  return stress >= 1 && !hasPrimary ? phonemes.replaceAll(SECONDARY, PRIMARY) : phonemes;
}

/** How heavily a pronunciation sounds in a compound: one per symbol, two for diphthongs and affricates. */
export function stressWeight(phonemes: string): number {
  let weight = 0;
  for (const symbol of phonemes) weight += heavySounds.has(symbol) ? 2 : 1;
  return weight;
}
