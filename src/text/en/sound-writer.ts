/**
 * Writes a word's sounds, a label (0 to 3 sounds) per letter, knowing the label before: a beam search in which no
 * candidate takes a second primary stress, and one that has none loses to one that has.
 */
import { Gru } from './gru.js';
import { LabelChoices } from './label-choices.js';
import { type MatrixMemory, rowsOf } from './matrix.js';
import type { Weights } from './weights-file.js';

const beam = 2;

interface Candidate {
  readonly score: number;
  readonly label: number;
  readonly hasStress: boolean;
  /** Undefined before the first letter. */
  readonly state: Float64Array | undefined;
  readonly before: Candidate | undefined;
}

export class SoundWriter {
  private readonly labels: readonly string[];
  private readonly isStressed: readonly boolean[];
  private readonly choices: LabelChoices;
  private readonly gru: Gru;
  /** What the label before adds to the gates; row 0: no label before. */
  private readonly labelGates: readonly Float32Array[];

  constructor(weights: Weights, memory: MatrixMemory) {
    this.labels = weights.strings('labels');
    this.isStressed = this.labels.map((label) => label.includes('ˈ'));
    this.gru = new Gru(weights, 'writer', memory);
    this.choices = new LabelChoices(weights, this.gru.size, memory);
    this.labelGates = rowsOf(weights.float32('labelGates'), this.gru.gateCount);
  }

  /** `vectors` are those of the word's letters, one after the other. */
  write(word: string, vectors: Float64Array): string {
    const { gateCount } = this.gru;
    const width = vectors.length / word.length;
    const gates = this.gru.gates(vectors, word.length);
    let candidates: Candidate[] = [
      { score: 0, label: -1, hasStress: false, state: undefined, before: undefined },
    ];
    for (let place = 0; place < word.length; place++) {
      const vector = vectors.subarray(place * width, (place + 1) * width);
      const shared = gates.subarray(place * gateCount, (place + 1) * gateCount);
      candidates = this.extend(candidates, word[place] ?? '', vector, shared);
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
    letter: string,
    vector: Float64Array,
    shared: Float64Array,
  ): Candidate[] {
    const { size } = this.gru;
    const states = this.follow(candidates, shared);
    const { labels, scores } = this.choices.score(letter, vector, states, candidates.length);
    const next: Candidate[] = [];
    for (const [one, before] of candidates.entries()) {
      const state = states.subarray(one * size, (one + 1) * size);
      const from = (one * scores.length) / candidates.length;
      for (const [n, label] of labels.entries()) {
        const stressed = this.isStressed[label] === true;
        if (stressed && before.hasStress) continue;
        const score = before.score + (scores[from + n] ?? 0);
        next.push({ score, label, hasStress: before.hasStress || stressed, state, before });
      }
    }
    return next.sort((a, b) => b.score - a.score).slice(0, beam);
  }

  /** The states of the candidates after one more letter, whose gates are `shared`; all or none have a state before. */
  private follow(candidates: readonly Candidate[], shared: Float64Array): Float64Array {
    const { size, gateCount } = this.gru;
    const gates = new Float64Array(candidates.length * gateCount);
    const before = new Float64Array(candidates.length * size);
    for (const [one, { label, state }] of candidates.entries()) {
      const added = this.labelGates[label + 1];
      for (let n = 0; n < gateCount; n++) gates[one * gateCount + n] = (shared[n] ?? 0) + (added?.[n] ?? 0);
      if (state !== undefined) before.set(state, one * size);
    }
    const isFirst = candidates[0]?.state === undefined;
    const next = new Float64Array(candidates.length * size);
    this.gru.step(gates, isFirst ? undefined : before, candidates.length, next);
    return next;
  }
}
