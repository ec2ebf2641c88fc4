/**
 * One spelling, several sounds. Two small models trained by models/train/homographs decide: for some forty words what
 * the sentence speaks of ("lead", "bass", "row"); for the rest of the dictionaries' heteronyms which part of speech the
 * place calls for ("permit", "increase"), set against the tag and against what the word mostly is.
 */
import { FeatureTable } from './feature-table.js';
import { featureKey, grammarFeatures, meaningFeatures } from './homograph-contexts.js';
import type { HomographChooser, Variant } from './tagger-interface.js';
import { committedWeights, readWeights, type Weights, WeightsError } from './weights-file.js';

/** How much surer than its alternatives a meaning must be before it overrules the dictionary (log odds). */
const surerMeaning = 0.3;
/** The same where the tag is a past tense or participle: "read", "wound"; taggers know these well. */
const surerThanPast = 2;
/** What the tag counts for beside the place (log odds): it saw the whole sentence, and is right nine times of ten. */
const tagWeight = 2;
/** How much of the word's own habit counts; it was learned from tags, too. */
const habitWeight = 0.7;
/** How much surer than the tag the place must be (log odds). */
const surerPlace = 0.5;

const classOfTag: ReadonlyMap<string, number> = new Map([
  ['NN', 0],
  ['VB', 1],
  ['JJ', 2],
]);

interface HomographWord {
  /** Phonemes: by meaning, or of noun, verb and adjective. */
  readonly readings: readonly string[];
  /** Log odds of each where nothing else is known. */
  readonly bias: readonly number[];
  /** Features of the word's own model: first and count; undefined for a word that turns on its part of speech. */
  readonly features: FeatureTable | undefined;
  readonly firstFeature: number;
}

interface WordFact {
  readonly us: readonly string[];
  readonly gb: readonly string[];
  readonly bias: readonly number[];
  readonly keys?: readonly [number, number];
}

/** Readings a feature row has weights for. */
const columns = 3;

class TrainedChooser implements HomographChooser {
  private readonly words: ReadonlyMap<string, HomographWord>;
  private readonly meaningWeights: Int8Array;
  private readonly grammar: FeatureTable;
  private readonly grammarWeights: Int8Array;
  private readonly grammarBias: readonly number[];
  private readonly step: number;

  constructor(weights: Weights, variant: Variant) {
    const keys = weights.uint32('meaningKeys');
    // The header is written by our own script; its form is documented there.
    const facts = weights.fact('words') as Readonly<Record<string, WordFact>>;
    this.words = new Map(
      Object.entries(facts).map(([word, fact]) => {
        const [first, count] = fact.keys ?? [0, 0];
        const features = fact.keys && new FeatureTable(keys.subarray(first, first + count));
        return [word, { readings: fact[variant], bias: fact.bias, features, firstFeature: first }];
      }),
    );
    this.meaningWeights = weights.int8('meaningWeights');
    this.grammar = new FeatureTable(weights.uint32('grammarKeys'));
    this.grammarWeights = weights.int8('grammarWeights');
    this.grammarBias = weights.numbers('grammarBias');
    const [step] = weights.numbers('step');
    if (step === undefined) throw new WeightsError('the homograph weights have no step');
    this.step = step;
  }

  choose(words: readonly string[], tags: readonly string[], index: number): string | undefined {
    const spelling = words[index]?.toLowerCase();
    const word = spelling === undefined ? undefined : this.words.get(spelling);
    if (word === undefined) return undefined;
    return word.features
      ? this.byMeaning(word, word.features, meaningFeatures(words, tags, index), tags[index] ?? '')
      : this.byPlace(word, grammarFeatures(words, tags, index), tags[index] ?? '');
  }

  private byMeaning(
    word: HomographWord,
    table: FeatureTable,
    features: string[],
    tag: string,
  ): string | undefined {
    const scores = [...word.bias];
    this.add(scores, features, table, this.meaningWeights, word.firstFeature);
    const best = scores.indexOf(Math.max(...scores));
    const second = Math.max(...scores.filter((_, n) => n !== best));
    const needed = tag === 'VBD' || tag === 'VBN' ? surerThanPast : surerMeaning;
    return (scores[best] ?? 0) - second >= needed ? word.readings[best] : undefined;
  }

  private byPlace(word: HomographWord, features: string[], tag: string): string | undefined {
    const tagged = classOfTag.get(tag.slice(0, 2));
    // "inside" as a preposition: neither noun nor verb nor adjective.
    if (tagged === undefined) return undefined;
    const isPlural = word.readings.length === 2;
    const marked = features.map((feature) => (isPlural ? '1' : '0') + feature);
    const scores = this.grammarBias.map((bias, n) => bias + habitWeight * (word.bias[n] ?? 0));
    this.add(scores, marked, this.grammar, this.grammarWeights, 0);
    scores[tagged] = (scores[tagged] ?? 0) + tagWeight;
    const odds = new Map<string, number>();
    for (const [n, reading] of word.readings.entries()) {
      odds.set(reading, Math.max(odds.get(reading) ?? Number.NEGATIVE_INFINITY, scores[n] ?? 0));
    }
    const [best, second] = [...odds].sort(([, a], [, b]) => b - a);
    if (best === undefined) return undefined;
    return second === undefined || best[1] - second[1] >= surerPlace ? best[0] : undefined;
  }

  /** Adds the weights of the features to the scores. */
  private add(
    scores: number[],
    features: readonly string[],
    table: FeatureTable,
    weights: Int8Array,
    first: number,
  ): void {
    for (const feature of features) {
      const number = table.find(featureKey(feature));
      if (number < 0) continue;
      for (let n = 0; n < scores.length; n++) {
        scores[n] = (scores[n] ?? 0) + this.step * (weights[(first + number) * columns + n] ?? 0);
      }
    }
  }
}

/** Loads the chooser of a variant; without a path the committed weights. Throws WeightsError. */
export function loadHomographs(
  variant: Variant,
  path: string = committedWeights('homographs.bin'),
): HomographChooser {
  return new TrainedChooser(readWeights(path, 'homographs'), variant);
}
