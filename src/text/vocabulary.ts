/** The symbols the model was trained on, and how people's IPA is written in them. */

const symbols =
  ';:,.!?—…"()“” ̃ʣʥʦʨᵝꭧAIOQSTWYᵊabcdefhijklmnopqrstuvwxyzɑɐɒæβɔɕçɖðʤəɚɛɜɟɡɥɨɪʝɯɰŋɳɲɴøɸθœɹɾɻʁɽʂʃʈʧʊʋʌɣɤχʎʒʔˈˌːʰʲ↓→↗↘ᵻ';

/** The 114 symbols of the Kokoro v1.0 vocabulary, each one UTF-16 unit; everything else the model would drop. */
export const vocabulary: ReadonlySet<string> = new Set(symbols);

/** True for a symbol the model has a token for. */
export function isPhoneme(symbol: string): boolean {
  return vocabulary.has(symbol);
}

export interface Admitted {
  /** What the model is given. */
  readonly phonemes: string;
  /** What it has no symbol for, each once, in order of appearance. */
  readonly dropped: readonly string[];
}

/** Keeps what is in the vocabulary. */
export function admit(phonemes: string): Admitted {
  let kept = '';
  const dropped = new Set<string>();
  for (const symbol of phonemes)
    if (vocabulary.has(symbol)) kept += symbol;
    else dropped.add(symbol);
  return { phonemes: kept, dropped: [...dropped] };
}

/** IPA spelling → our symbols; applied longest first. */
const ipaSymbols: ReadonlyMap<string, string> = new Map([
  ['eɪ', 'A'],
  ['oʊ', 'O'],
  ['əʊ', 'Q'],
  ['aɪ', 'I'],
  ['aʊ', 'W'],
  ['ɔɪ', 'Y'],
  ['tʃ', 'ʧ'],
  ['dʒ', 'ʤ'],
  ['ɝ', 'ɜɹ'],
  ['g', 'ɡ'],
  ["'", 'ˈ'],
  [':', 'ː'],
  ['ɫ', 'l'],
  ['ɬ', 'l'],
  ['ʍ', 'w'],
  ['l̩', 'ᵊl'],
  ['n̩', 'ᵊn'],
  ['m̩', 'ᵊm'],
]);
const ipaPattern = /eɪ|oʊ|əʊ|aɪ|aʊ|ɔɪ|tʃ|dʒ|[lnm]\u0329|[ɝg':ɫɬʍ]/gu;

/**
 * IPA as dictionaries and people write it, in the model's symbols: diphthongs and affricates become one symbol, ties
 * and syllable dots vanish. What is already in the model's symbols stays; what is in neither is reported as dropped.
 */
export function fromIpa(ipa: string): Admitted {
  const plain = ipa
    .normalize('NFD')
    .replace(/c\u0327/g, 'ç')
    .replace(/\u0361|\u035c|\u200d|[.‿]/g, '');
  return admit(plain.replace(ipaPattern, (found) => ipaSymbols.get(found) ?? found));
}
