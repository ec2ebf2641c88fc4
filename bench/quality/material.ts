/** What the quality gate speaks. None of these is among the sentences the voices' statistics were taken from. */
import { join } from 'node:path';
import type { Piece } from '../../src/engine/engine.js';
import { createFrontEnd } from '../../src/text/front-end.js';
import type { Segment } from '../../src/text/token.js';
import { cacheDir } from '../../test/harness/assets.js';

/** Different lengths, moods and sounds; only words that a pronouncing dictionary has. */
export const sentences = [
  'The old lighthouse keeper slowly climbed the narrow winding stairs.',
  'Would you like another cup of coffee before we leave?',
  'Never open that door again!',
  'She sells fresh bread, butter and cheese on the corner of the street.',
  'When the rain finally stopped, the children ran out into the garden to look for frogs.',
  'He had forgotten the name of the village, but he remembered every single house.',
  'Please put the blue book back on the top shelf.',
  'The committee will publish its final report at the end of next month.',
  'What a beautiful morning it is, and how quiet the lake looks!',
  'My brother works in a small office near the railway station.',
  'Nobody knew why the machine had stopped, so they called an engineer from the city.',
  'Fish swim, birds fly, and people dream.',
  'Can anybody tell me where the nearest hospital is?',
  'The judge listened carefully, wrote a short note, and asked the next question.',
  'A thick white fog covered the harbor, hiding ships, cranes and bridges alike.',
  'I think the answer is much simpler than you expect.',
  'They walked for three days through the forest without meeting anyone.',
  'Your package should arrive on Thursday between nine and eleven.',
  'Music helped him more than any medicine the doctors could offer.',
  'Every summer my grandmother used to tell us the same strange story about a fox.',
  'Zoe joked that the huge yellow van was large enough for a giraffe.',
  'If it were easy, everybody would have done it already.',
] as const;

export interface Voice {
  readonly name: string;
  readonly language: 'en-us' | 'en-gb';
}

/** Women and men of both accents, one of them whispering. */
export const voices: readonly Voice[] = [
  { name: 'af_heart', language: 'en-us' },
  { name: 'am_michael', language: 'en-us' },
  { name: 'bf_emma', language: 'en-gb' },
  { name: 'af_nicole', language: 'en-us' },
  { name: 'bm_george', language: 'en-gb' },
];

/** A sentence as one voice speaks it. */
export interface Line {
  readonly text: string;
  readonly voice: string;
  readonly segment: Segment;
}

/** The first so many sentences in the first so many voices, each as one segment. Needs what set-up installs. */
export function linesOf(texts: readonly string[], speakers: readonly Voice[]): Line[] {
  const frontEnd = createFrontEnd({ dictionariesDir: join(cacheDir, 'dictionaries') });
  return speakers.flatMap(({ name, language }) =>
    texts.map((text) => {
      const segments = [...frontEnd.spans({ text, language })].filter((span) => span.kind === 'segment');
      const [segment] = segments;
      if (segment === undefined || segments.length > 1) throw new Error(`No single segment: ${text}`);
      return { text, voice: name, segment };
    }),
  );
}

/** Cut as the server cuts: what is heard, and 50 ms before and after it. */
export function cutPiece(phonemes: string): Piece {
  return { kind: 'segment', phonemes, leadMs: 50, tailMs: 50 };
}
