/**
 * Spellings that are not cut by the general rules: contractions, clipped words, abbreviations, clock times. Each
 * maps to its parts. They are what spaCy's English tokenizer (MIT) does, so that tags mean what the tagger learnt.
 */

type Parts = readonly string[];

const list = (text: string): string[] => text.trim().split(/\s+/);
const titled = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const bothCases = (words: readonly string[]): string[] => words.flatMap((word) => [word, titled(word)]);

/** Words with the endings that may follow them with or without an apostrophe. */
const contracted: readonly (readonly [words: string, endings: string])[] = [
  ['i', "'m 'm+a 'll 'll+'ve 'd 'd+'ve 've"],
  ['you they we', "'ll 'll+'ve 'd 'd+'ve 've 're"],
  ['he she it', "'ll 'll+'ve 'd 'd+'ve 's"],
  ['who what when where why how there', "'s 'll 'll+'ve 're 've 'd 'd+'ve"],
  ['that this', "'s 'll 'll+'ve 'd 'd+'ve"],
  ['these those', "'ll 'll+'ve 're 've 'd 'd+'ve"],
  ['ca could do does did had may might must need ought sha should wo would', "n't n't+'ve"],
  ['could might must should would', "'ve"],
  ['ai are is was were have has dare', "n't"],
];

/** Contractions that spell another word without their apostrophe. */
const words = new Set(
  list('ill its hell shell shed were well whore').flatMap((word) => [word, titled(word)]),
);

const whole = `
  'S 's ‘S ‘s and/or w/o 're 'Cause 'cause 'cos 'Cos 'coz 'Coz 'cuz 'Cuz 'bout ma'am Ma'am o'clock O'clock
  lovin' Lovin' lovin Lovin havin' Havin' havin Havin 'd em 'em ll 'll nuff 'nuff '' ' C++ —
  Mt. Ak. Ala. Apr. Ariz. Ark. Aug. Calif. Colo. Conn. Dec. Del. Feb. Fla. Ga. Ia. Id. Ill. Ind. Jan. Jul. Jun.
  Kan. Kans. Ky. La. Mar. Mass. Mich. Minn. Miss. N.C. N.D. N.H. N.J. N.M. N.Y. Neb. Nebr. Nev. Nov. Oct. Okla.
  Ore. Pa. S.C. Sep. Sept. Tenn. Va. Wash. Wis. a.m. Adm. Bros. co. Co. Corp. D.C. Dr. e.g. E.g. E.G. Gen. Gov.
  i.e. I.e. I.E. Inc. Jr. Ltd. Md. Messrs. Mo. Mont. Mr. Mrs. Ms. p.m. Ph.D. Prof. Rep. Rev. Sen. St. vs. v.s.
  :) :-) ;) ;-) :( :-( :D :-D :P :-P :p :-p :/ :-/ :o :O <3 =) =( :'( ^_^ xD XD 8) (: ): >.< o.O O.o`;

const inParts = `
  y'|all y|all how|'d|'y How|'d|'y not|'ve not|ve Not|'ve Not|ve can|not Can|not gon|na Gon|na got|ta Got|ta
  let|'s Let|'s c'm|on C'm|on`;

function contractions(exceptions: Map<string, Parts>): void {
  for (const [stems, endings] of contracted)
    for (const stem of bothCases(list(stems)))
      for (const ending of list(endings)) {
        const parts = [stem, ...ending.split('+')];
        exceptions.set(parts.join(''), parts);
        const bare = parts.map((part, i) => (i === 0 ? part : part.replaceAll("'", '')));
        exceptions.set(bare.join(''), bare);
      }
}

function build(): Map<string, Parts> {
  const exceptions = new Map<string, Parts>();
  contractions(exceptions);
  for (const word of bothCases(list('doin goin nothin nuthin ol somethin')))
    for (const form of [word, `${word}'`]) exceptions.set(form, [form]);
  for (let hour = 1; hour <= 12; hour++)
    for (const half of ['a.m.', 'am', 'p.m.', 'pm']) exceptions.set(`${hour}${half}`, [String(hour), half]);
  for (const form of list(whole)) exceptions.set(form, [form]);
  for (const letter of 'abcdefghijklmnopqrstuvwxyzäöü') exceptions.set(`${letter}.`, [`${letter}.`]);
  for (const form of list(inParts)) exceptions.set(form.replaceAll('|', ''), form.split('|'));
  for (const unit of 'cfkCFK') exceptions.set(`°${unit}.`, ['°', unit, '.']);
  for (const word of words) exceptions.delete(word);
  for (const [form, parts] of [...exceptions])
    if (form.includes("'"))
      exceptions.set(
        form.replaceAll("'", '’'),
        parts.map((part) => part.replaceAll("'", '’')),
      );
  return exceptions;
}

/** Parts of each exceptional spelling; joined they give the spelling. */
export const tokenizerExceptions: ReadonlyMap<string, Parts> = build();
