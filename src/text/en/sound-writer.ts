/**
 * Writes a word's sounds, a label (0 to 3 sounds) per letter, knowing the label before: a beam search in which no
 * candidate takes a second primary stress, and one that has none loses to one that has.
 */
import { dot, Gru } from './gru.js';
import { type Weights, WeightsError } from './weights-file.js';

const beam = 2;

interface Candidate {
  readonly score: number;
  readonly label: number;
  readonly hasStress: boolean;
  readonly state: Float32Array;
  readonly before: Candidate | undefined;
}

export class SoundWriter {
  private readonly labels: readonly string[];
  private readonly isStressed: readonly boolean[];
  private readonly allowed: ReadonlyMap<string, readonly number[]>;
  private readonly gru: Gru;
  /** What the label before adds to the gates; row 0: no label before. */
  private readonly labelGates: Float32Array;
  private readonly output: Float32Array;
  private readonly outputBias: Float32Array;

  constructor(weights: Weights) {
    this.labels = weights.strings('labels');
    this.isStressed = this.labels.map((label) => label.includes('ˈ'));
    this.allowed = allowedLabels(weights.fact('allowed'));
    this.gru = new Gru(weights, 'writer');
    this.labelGates = weights.float32('labelGates');
    this.output = weights.float32('output');
    this.outputBias = weights.float32('outputBias');
  }

  /** `vectors` are those of the word's letters, one after the other. */
  write(word: string, vectors: Float32Array): string {
    const width = vectors.length / word.length;
    let candidates: Candidate[] = [
      { score: 0, label: -1, hasStress: false, state: new Float32Array(this.gru.size), before: undefined },
    ];
    for (let place = 0; place < word.length; place++) {
      const choices = this.allowed.get(word[place] ?? '') ?? [0];
      const vector = vectors.subarray(place * width, (place + 1) * width);
      candidates = this.extend(candidates, vector, choices);
    }
    const [best] = candidates.toSorted(
      (a, b) => Number(b.hasStress) - Number(a.hasStress) || b.score - a.score,
    );
    let phonemes = '';
    for (let step = best; step?.before; step = step.before)
      phonemes = (this.labels[step.label] ?? '') + phonemes;
    return phonemes;
  }

  private extend(
    candidates: readonly Candidate[],
    vector: Float32Array,
    choices: readonly number[],
  ): Candidate[] {
    const shared = this.gru.gates(vector, 0);
    const seen = this.scores(vector, choices, 0);
    const next: Candidate[] = [];
    for (const before of candidates) {
      const gates = shared.slice();
      const row = (before.label + 1) * gates.length;
      for (let n = 0; n < gates.length; n++) gates[n] = (gates[n] ?? 0) + (this.labelGates[row + n] ?? 0);
      const state = new Float32Array(this.gru.size);
      this.gru.step(gates, before.state, state, 0);
      const written = this.scores(state, choices, vector.length);
      const scores = choices.map(
        (label, n) => (this.outputBias[label] ?? 0) + (seen[n] ?? 0) + (written[n] ?? 0),
      );
      const highest = Math.max(...scores);
      const total = highest + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - highest), 0));
      for (const [n, label] of choices.entries()) {
        const stressed = this.isStressed[label] === true;
        if (stressed && before.hasStress) continue;
        const score = before.score + (scores[n] ?? 0) - total;
        next.push({ score, label, hasStress: before.hasStress || stressed, state, before });
      }
    }
    return next.sort((a, b) => b.score - a.score).slice(0, beam);
  }

  /** The part of the labels' scores that comes from `input`, which stands at `from` in a row of the output matrix. */
  private scores(input: Float32Array, choices: readonly number[], from: number): number[] {
    const width = this.output.length / this.labels.length;
    return choices.map((label) => dot(this.output, label * width + from, input, 0, input.length));
  }
}

function allowedLabels(fact: unknown): ReadonlyMap<string, readonly number[]> {
  if (typeof fact !== 'object' || fact === null)
    throw new WeightsError('the weights do not say what letters may speak');
  // Our own header: a list of label numbers for each letter.
  return new Map(Object.entries(fact as Readonly<Record<string, readonly number[]>>));
}
