/** How likely each label is that a letter may speak; one product a letter, with the rows of its labels alone. */
import { Matrix, type MatrixMemory, rowsOf } from './matrix.js';
import { type Weights, WeightsError } from './weights-file.js';

interface Choices {
  readonly labels: readonly number[];
  /** The scores' part that comes from the letters around. */
  readonly seen: Matrix;
  /** The scores' part that comes from what was written. */
  readonly written: Matrix;
}

/** Log probabilities of the labels, candidate after candidate; each has a whole number of blocks, `labels` come first. */
export interface Scores {
  readonly labels: readonly number[];
  readonly scores: Float64Array;
}

export class LabelChoices {
  private readonly ofLetter = new Map<string, Choices>();
  private readonly silent: Choices;

  /** `stateSize`: numbers of the writer's state, which stand at the end of each label's row. */
  constructor(weights: Weights, stateSize: number, memory: MatrixMemory) {
    const bias = weights.float32('outputBias');
    const output = weights.float32('output');
    const width = output.length / bias.length;
    const rows = rowsOf(output, width);
    const seenWidth = width - stateSize;
    const choose = (labels: readonly number[]): Choices => {
      const chosen = labels.map((label) => rows[label] ?? new Float32Array(width));
      const start = labels.map((label) => bias[label] ?? 0);
      const seen = chosen.map((row) => row.subarray(0, seenWidth));
      const written = chosen.map((row) => row.subarray(seenWidth));
      return {
        labels,
        seen: new Matrix(memory, seen, seenWidth, start),
        written: new Matrix(memory, written, stateSize),
      };
    };
    for (const [letter, labels] of allowedLabels(weights.fact('allowed')))
      this.ofLetter.set(letter, choose(labels));
    this.silent = choose([0]);
  }

  /** Scores of a letter whose vector is `vector`, for each of the `count` states of the writer. */
  score(letter: string, vector: Float64Array, states: Float64Array, count: number): Scores {
    const { labels, seen, written } = this.ofLetter.get(letter) ?? this.silent;
    const shared = new Float64Array(seen.height);
    seen.multiply(vector, 1, shared);
    const scores = new Float64Array(count * written.height);
    written.multiply(states, count, scores);
    for (let one = 0; one < count; one++) {
      const from = one * written.height;
      let highest = Number.NEGATIVE_INFINITY;
      for (let n = 0; n < labels.length; n++) {
        const score = (scores[from + n] ?? 0) + (shared[n] ?? 0);
        scores[from + n] = score;
        highest = Math.max(highest, score);
      }
      let sum = 0;
      for (let n = 0; n < labels.length; n++) sum += Math.exp((scores[from + n] ?? 0) - highest);
      const total = highest + Math.log(sum);
      for (let n = 0; n < labels.length; n++) scores[from + n] = (scores[from + n] ?? 0) - total;
    }
    return { labels, scores };
  }
}

function allowedLabels(fact: unknown): [string, readonly number[]][] {
  if (typeof fact !== 'object' || fact === null)
    throw new WeightsError('the weights do not say what letters may speak');
  // Our own header: a list of label numbers for each letter.
  return Object.entries(fact as Readonly<Record<string, readonly number[]>>);
}
