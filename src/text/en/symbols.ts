/** The phoneme symbols English is written in, by what the rules ask of them. One UTF-16 unit each. */

export const PRIMARY = 'ˈ';
export const SECONDARY = 'ˌ';

export const vowels: ReadonlySet<string> = new Set('AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ');
export const consonants: ReadonlySet<string> = new Set('bdfhjklmnpstvwzðŋɡɹɾʃʒʤʧθ');
/** Marks the model pauses at; quotes and brackets are transparent to the sounds around them. */
export const pauseMarks: ReadonlySet<string> = new Set(';:,.!?—…');
/** Marks that a token tagged as punctuation may leave behind. */
export const spokenMarks: ReadonlySet<string> = new Set(';:,.!?—…"“”');
/** A t after one of these is flapped before -ed and -ing in American English. */
export const flapVowels: ReadonlySet<string> = new Set('AIOWYiuæɑəɛɪɹʊʌ');
/** Sounds that weigh double when stress is settled inside a compound. */
export const heavySounds: ReadonlySet<string> = new Set('AIOQWYʤʧ');
