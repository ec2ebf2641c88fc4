/** What the benchmarks speak: one, ten and a hundred words. */
export const texts = {
  '1 word': 'Hello.',
  '10 words': 'The old lighthouse keeper slowly climbed the narrow winding stairs.',
  '100 words':
    'The old lighthouse keeper slowly climbed the narrow winding stairs. Outside, the wind was rising, and the first ' +
    'drops of rain struck the thick glass. He had done this every evening for thirty years, and yet he counted the ' +
    'steps again, as if one of them might have gone missing in the night. At the top he wiped the great lens with a ' +
    'soft cloth, lit the lamp, and watched its beam sweep over the dark water. Far out a small boat answered with a ' +
    'light of its own. He smiled, sat down, and opened his book at last.',
} as const;

export type TextName = keyof typeof texts;
export const textNames: readonly TextName[] = ['1 word', '10 words', '100 words'];
