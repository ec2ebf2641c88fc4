/** Reads a word's letters both ways: one vector a letter, forward half and backward half. */
import { FeatureTable } from './feature-table.js';
import { Gru } from './gru.js';
import type { MatrixMemory } from './matrix.js';
import type { Variant } from './tagger-interface.js';
import { letterCodes, letterKeys } from './unknown-model-features.js';
import type { Weights } from './weights-file.js';

export class LetterReader {
  private readonly features: FeatureTable;
  private readonly rows: Int8Array;
  private readonly scale: Float32Array;
  private readonly bias: Float32Array;
  private readonly forward: Gru;
  private readonly backward: Gru;
  private readonly sums: Int32Array;

  constructor(weights: Weights, memory: MatrixMemory) {
    this.features = new FeatureTable(weights.uint32('keys'));
    this.rows = weights.int8('rows');
    this.scale = weights.float32('scale');
    this.bias = weights.float32('bias');
    this.forward = new Gru(weights, 'forward', memory);
    this.backward = new Gru(weights, 'backward', memory);
    this.sums = new Int32Array(this.bias.length);
  }

  /** Numbers a letter's vector has. */
  get width(): number {
    return 2 * this.forward.size;
  }

  /** `word` is made of a to z and apostrophes; the vectors stand one after the other. */
  read(word: string, variant: Variant): Float64Array {
    const codes = letterCodes(word);
    const size = this.bias.length;
    const seen = new Float64Array(codes.length * size);
    for (let place = 0; place < codes.length; place++)
      this.embed(letterKeys(codes, place, variant), seen.subarray(place * size, (place + 1) * size));
    const vectors = new Float64Array(codes.length * this.width);
    this.run(this.forward, seen, codes.length, vectors, 1);
    this.run(this.backward, seen, codes.length, vectors, -1);
    return vectors;
  }

  private run(gru: Gru, seen: Float64Array, count: number, vectors: Float64Array, step: 1 | -1): void {
    const gates = gru.gates(seen, count);
    const half = step === 1 ? 0 : this.forward.size;
    let state: Float64Array | undefined;
    for (let n = 0; n < count; n++) {
      const place = step === 1 ? n : count - 1 - n;
      const from = place * this.width + half;
      const next = vectors.subarray(from, from + gru.size);
      gru.step(gates.subarray(place * gru.gateCount, (place + 1) * gru.gateCount), state, 1, next);
      state = next;
    }
  }

  /** Writes to `vector` the rows of the features, added up and cut off below zero. */
  private embed(keys: readonly number[], vector: Float64Array): void {
    const { sums, rows, scale, bias } = this;
    const width = bias.length;
    sums.fill(0);
    for (const key of keys) {
      const feature = this.features.find(key);
      if (feature < 0) continue;
      for (let n = 0; n < width; n++) sums[n] = (sums[n] ?? 0) + (rows[feature * width + n] ?? 0);
    }
    for (let n = 0; n < width; n++)
      vector[n] = Math.max(0, (sums[n] ?? 0) * (scale[n] ?? 0) + (bias[n] ?? 0));
  }
}
