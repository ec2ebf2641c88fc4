/**
 * Words in no dictionary, in this order: accents and repeated letters folded, parts the dictionary knows, spelling of
 * what cannot be a word, the third dictionary, the operator's helper if there is one, the model, letter names. A word with letters never stays silent.
 */
import anyAscii from 'any-ascii';
import { byAffixes, byCompound, byInflection } from './derivations.js';
import type { Dictionary } from './dictionary.js';
import { lookupForm, stressOfCase } from './lookup.js';
import type { Piece } from './piece.js';
import { endOfSentence, type Pronunciation } from './pronunciation.js';
import { applyStress } from './stress.js';
import type { UnknownWordModel, Variant, WordHelper } from './tagger-interface.js';
import type { Words } from './words.js';

/** The model was trained on words; longer runs of letters are given to it in parts. */
const longestWord = 24;
const vowelLetter = /[aeiouy]/;
/** Letters and numbers of scripts that cannot be written in Latin letters, such as rare ideographs. */
const unnamable = /[\p{L}\p{N}]/u;
const letterRun = /[a-z']+|[0-9]+/g;

export class UnknownWords {
  constructor(
    private readonly dictionary: Dictionary,
    private readonly words: Words,
    private readonly variant: Variant,
    private readonly model: UnknownWordModel | undefined,
    private readonly helper?: WordHelper | undefined,
  ) {}

  /** Pronounces a piece that dictionary, stems and number rules do not know; undefined if it has nothing to say. */
  pronounce(piece: Piece): Pronunciation | undefined {
    const form = lookupForm(piece.alias ?? piece.text);
    const latin = /^[\x20-\x7e]*$/.test(form) ? form : anyAscii(form.normalize('NFD').replace(/\p{M}/gu, ''));
    const runs = latin.toLowerCase().match(letterRun) ?? [];
    const stress = stressOfCase(form);
    const parts: Pronunciation[] = [];
    for (const run of runs) {
      const part = this.#run(run, piece.tag);
      if (part !== undefined) parts.push(part);
    }
    const [first] = parts;
    if (first === undefined) return unnamable.test(form) ? this.words.lookup('symbol') : undefined;
    const joined = parts.map(({ phonemes }) => phonemes).join(' ');
    const isModel = parts.some(({ origin }) => origin === 'model');
    const origin = isModel ? 'model' : parts.length === 1 ? first.origin : 'rule';
    return { phonemes: applyStress(applyStress(joined, stress), piece.stress), origin };
  }

  #run(run: string, tag: string): Pronunciation | undefined {
    if (/^[0-9]/.test(run)) return this.words.spellDigits(run);
    const word = run.replace(/^'+|'+$/g, '');
    if (word === '') return undefined;
    const known = this.words.find(word, tag, undefined, endOfSentence);
    if (known !== undefined) return { ...known, origin: 'rule' };
    return this.#word(word) ?? this.#word(word.replace(/(.)\1{2,}/g, '$1$1')) ?? this.#last(word);
  }

  /** What parts of dictionary words and the third dictionary say of a word in lower case. */
  #word(word: string): Pronunciation | undefined {
    const isLong = word.length > longestWord;
    const gold = (base: string) => this.#gold(base);
    const third = (base: string) => this.#third(base);
    const inflected = isLong ? undefined : byInflection(word, gold, this.variant);
    if (inflected !== undefined) return { phonemes: inflected, origin: 'rule' };
    const found = this.#third(word) ?? (isLong ? undefined : byInflection(word, third, this.variant));
    if (found !== undefined) return { phonemes: found, origin: 'bronze' };
    const derived = isLong ? undefined : (byAffixes(word, gold, this.variant) ?? byCompound(word, gold));
    return derived === undefined ? undefined : { phonemes: derived, origin: 'rule' };
  }

  #gold(word: string): string | undefined {
    return this.dictionary.find(word, false) === undefined ? undefined : this.words.lookup(word)?.phonemes;
  }

  #third(word: string): string | undefined {
    return this.dictionary.find(word, true)?.readings.get('DEFAULT') ?? undefined;
  }

  #last(word: string): Pronunciation | undefined {
    const helped = this.helper?.pronounce(word, this.variant);
    if (helped !== undefined && helped !== '') return { phonemes: helped, origin: 'espeak' };
    const letters = word.replaceAll("'", '');
    if (this.model === undefined || !vowelLetter.test(letters)) return this.words.spell(letters);
    let phonemes = '';
    for (let at = 0; at < word.length; at += longestWord)
      phonemes += this.model.pronounce(word.slice(at, at + longestWord), this.variant);
    return phonemes === '' ? this.words.spell(letters) : { phonemes, origin: 'model' };
  }
}
