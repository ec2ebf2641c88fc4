/**
 * Letters to phonemes for words in no dictionary: a small recurrent network trained on the reference's dictionaries and
 * CMU's (models/train/unknown_words). Less than 1 ms a word; the last 10,000 answers are kept.
 */
import { latinLetters } from './latin-letters.js';
import { LetterReader } from './letter-reader.js';
import { MatrixMemory } from './matrix.js';
import { SoundWriter } from './sound-writer.js';
import type { UnknownWordModel, Variant } from './tagger-interface.js';
import { committedWeights, readWeights, type Weights } from './weights-file.js';

const kept = 10_000;
/** Longer words are read in pieces of this many letters: the network has seen no longer ones. */
const longestPiece = 24;
/** Nobody waits for the network on line noise: what is longer is read on letter by letter. */
const longestRead = 240;
/** The short sounds of a to z, for the rest of endless words. */
const shortSounds = 'æ b k d ɛ f ɡ h ɪ ʤ k l m n ɑ p k ɹ s t ʌ v w ks j z'.split(' ');
/** Said for a word of letters we cannot name ("letter"). */
const unreadable: Readonly<Record<Variant, string>> = { us: 'lˈɛɾəɹ', gb: 'lˈɛtə' };

function letterByLetter(letters: string): string {
  let phonemes = '';
  for (let n = 0; n < letters.length; n++) phonemes += shortSounds[letters.charCodeAt(n) - 97] ?? '';
  return phonemes;
}

class NetworkPronouncer implements UnknownWordModel {
  private readonly reader: LetterReader;
  private readonly writer: SoundWriter;
  /** In the order of their last use. */
  private readonly answers = new Map<string, string>();

  constructor(weights: Weights) {
    const memory = new MatrixMemory();
    this.reader = new LetterReader(weights, memory);
    this.writer = new SoundWriter(weights, memory);
  }

  pronounce(word: string, variant: Variant): string {
    const letters = latinLetters(word);
    const read = letters.slice(0, longestRead);
    let phonemes = '';
    for (let from = 0; from < read.length; from += longestPiece) {
      phonemes += this.remembered(read.slice(from, from + longestPiece), variant);
    }
    phonemes += letterByLetter(letters.slice(longestRead));
    if (phonemes !== '') return phonemes;
    // The network may think every letter mute ("h").
    const spoken = letterByLetter(letters);
    return spoken === '' && /\p{L}/u.test(word) ? unreadable[variant] : spoken;
  }

  private remembered(letters: string, variant: Variant): string {
    const key = `${variant}:${letters}`;
    let answer = this.answers.get(key);
    if (answer === undefined) {
      answer = this.writer.write(letters, this.reader.read(letters, variant));
      const [oldest] = this.answers.keys();
      if (this.answers.size >= kept && oldest !== undefined) this.answers.delete(oldest);
    } else {
      this.answers.delete(key);
    }
    this.answers.set(key, answer);
    return answer;
  }
}

/** Loads the model for both variants; without a path the committed weights. Throws WeightsError. */
export function loadUnknownWordModel(path: string = committedWeights('unknown-words.bin')): UnknownWordModel {
  return new NetworkPronouncer(readWeights(path, 'unknown-words'));
}
