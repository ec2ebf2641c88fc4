/**
 * American to British pronunciation, for words only an American dictionary knows: r is dropped unless a vowel
 * follows, the vowels of goat, lot, square and so on take their British symbols. The spelling tells what American
 * English no longer does: "lot" from "father", "Larry" from "Leary".
 */

const vowels = 'AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻᵊ';
/** r that no vowel follows, with the vowel before it. */
const coda = (before: string) => new RegExp(`${before}ɹ(?![ˈˌ]?[${vowels}])`, 'gu');
const beforeVowel = `(?=[ˈˌ]?[${vowels}])`;

const rules: readonly (readonly [RegExp, string])[] = [
  [/O/gu, 'Q'],
  [/æ/gu, 'a'],
  [coda('ɑ'), 'ɑː'],
  [coda('ɔ'), 'ɔː'],
  [coda('ɜ'), 'ɜː'],
  [coda('ə'), 'ə'],
  [coda('ɛ'), 'ɛː'],
  [coda('[ɪi]'), 'ɪə'],
  [coda('ʊ'), 'ʊə'],
  [coda(''), ''],
  [/ˌi$/u, 'i'],
  [/([ˈˌ])i(?!ə)/gu, '$1iː'],
  [/([ˈˌ])u/gu, '$1uː'],
  [/u$/u, 'uː'],
  [new RegExp(`i${beforeVowel}`, 'gu'), 'ɪ'],
  [/i(?=[bdfhjklmnpstvwzðŋɡɹʃʒʤʧθ])/gu, 'ɪ'],
  [/ɔ(?!ː)/gu, 'ɔː'],
  [/ɜ(?!ː)/gu, 'ɜː'],
  [/(?<=[tdszʃʒʧʤkɡpbfvnm])əl(?![ˈˌAIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ])/gu, 'ᵊl'],
  [/(?<=[tdszʃʒʧʤ])ən(?![ˈˌAIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ])/gu, 'ᵊn'],
  [/ˌ(?=[^ˈˌ]*$)(?<=ˈ.*)/gu, ''],
];

/** The British form of an American pronunciation. */
export function toBritish(phonemes: string, spelling: string): string {
  let british = phonemes;
  for (const [pattern, replacement] of rules) british = british.replace(pattern, replacement);
  if (/arr[aeiouy]/.test(spelling)) british = british.replace('ɛɹ', 'aɹ');
  // The first vowel letter is an o of its own: "Oswald", "Boston"; not "Gordon", "Cook".
  const startsWithLot = /^[^aeiou]*o(?![aoru])/.test(spelling);
  if (startsWithLot) british = british.replace('ɔː', 'ɒ');
  return british.replace(/ɑ(?!ː)/gu, /o|wa/.test(spelling) ? 'ɒ' : 'ɑː');
}
