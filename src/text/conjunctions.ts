/** Words before which people take a breath, by language; the last resort but one when a sentence has to be cut. */
import type { Language } from './languages.js';

const english =
  'and but or nor so yet because although though while whereas since unless until when where which who that if as';
const lists: Record<Language, string> = {
  'en-us': english,
  'en-gb': english,
  es: 'y e o u pero sino porque aunque mientras cuando donde que si como',
  'fr-fr': 'et ou mais donc or ni car parce puisque quand lorsque où qui que si comme',
  hi: 'और या लेकिन परन्तु क्योंकि जब जो कि तथा एवं अगर',
  it: 'e ed o ma però perché poiché mentre quando dove che se come',
  ja: 'そして しかし また が けど ので から',
  'pt-br': 'e ou mas porém porque embora enquanto quando onde que se como',
  cmn: '和 但是 但 而 或者 因为 所以 虽然 如果 当 并且 而且',
};
const sets = new Map<Language, ReadonlySet<string>>();

export function conjunctionsOf(language: Language): ReadonlySet<string> {
  const known = sets.get(language);
  if (known !== undefined) return known;
  const made = new Set(lists[language].split(' '));
  sets.set(language, made);
  return made;
}
