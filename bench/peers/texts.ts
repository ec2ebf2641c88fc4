/** What the comparison speaks: one, 12, 102 and 5,000 words, and a sentence of its own for each question of a crowd. */
import { texts } from '../texts.js';

const sentence = 'The old lighthouse keeper slowly climbed the narrow winding stairs that night.';
const paragraph = texts['100 words'].replace('at last.', 'at last, warm and dry.');

const peerTexts: Readonly<Record<string, string>> = {
  '1 word': texts['1 word'],
  '12 words': sentence,
  '102 words': paragraph,
};

/** Names and texts; all of them, or those of a list with commas. Throws on a name that is not there. */
export function textsNamed(list: string | undefined): readonly (readonly [string, string])[] {
  return (list?.split(',') ?? Object.keys(peerTexts)).map((name) => {
    const text = peerTexts[name];
    if (text === undefined)
      throw new Error(`no such text: ${name}; there are ${Object.keys(peerTexts).join(', ')}`);
    return [name, text];
  });
}

export const wordCount = (text: string): number => text.split(/\s+/).length;

/** The paragraph again and again, cut at a count of words. */
export function wordsOf(count: number): string {
  const words = paragraph.split(' ');
  const repeated = Array.from({ length: count }, (_, at) => words[at % words.length] ?? '');
  return `${repeated.join(' ').replace(/[.,]$/, '')}.`;
}

const beginnings = [
  'The night train',
  'A quiet library',
  'Her older brother',
  'The morning market',
  'My favourite bakery',
  'The little harbour',
  'Our new neighbour',
  'The mountain road',
];
const middles = [
  'was almost empty',
  'smelled of fresh rain',
  'looked smaller than before',
  'made us laugh again',
];
const ends = ['when the long summer came to an end.', 'before anyone had noticed the first snow.'];

/** The `number`-th sentence, all different up to 64: 12 to 14 words, so that no side can remember one. */
export function crowdSentence(number: number): string {
  const of = (list: readonly string[], at: number): string => list[at % list.length] ?? '';
  return `${of(beginnings, number)} ${of(middles, number >> 3)} ${of(ends, number >> 5)}`;
}
