/** The three lengths of segments depend on each other: those that are set must be in order, the others make way. */

/** What they are when nobody sets any. */
export const usualTargets = { targetMinTokens: 100, targetMaxTokens: 200, absoluteMaxTokens: 400 } as const;

const keys = ['targetMinTokens', 'targetMaxTokens', 'absoluteMaxTokens'] as const;
const rule =
  'KOKORO_TARGET_MIN_TOKENS must be at most KOKORO_TARGET_MAX_TOKENS, and that at most KOKORO_ABSOLUTE_MAX_TOKENS';

/** All three lengths, min ≤ max ≤ absolute, or what is wrong with those that are set. */
export function tokenTargets(
  values: Readonly<Record<string, unknown>>,
): { readonly targets: Readonly<Record<string, number>> } | { readonly problem: string } {
  const set = keys.map((key) => values[key]).map((value) => (typeof value === 'number' ? value : undefined));
  const given = set.filter((value) => value !== undefined);
  if (given.some((value, at) => value < (given[at - 1] ?? 0)))
    return { problem: `${rule}, got ${set.map((value) => value ?? 'unset').join(', ')}.` };
  const targets: Record<string, number> = {};
  keys.forEach((key, at) => {
    const least = Math.max(0, ...set.slice(0, at + 1).filter((value) => value !== undefined));
    const most = Math.min(510, ...set.slice(at).filter((value) => value !== undefined));
    targets[key] = Math.min(Math.max(usualTargets[key], least), most);
  });
  return { targets };
}
