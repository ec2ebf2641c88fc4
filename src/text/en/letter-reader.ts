/** Reads a word's letters both ways: one vector a letter, forward half and backward half. */
import { FeatureTable } from './feature-table.js';
import { Gru } from './gru.js';
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

  constructor(weights: Weights) {
    this.features = new FeatureTable(weights.uint32('keys'));
    this.rows = weights.int8('rows');
    this.scale = weights.float32('scale');
    this.bias = weights.float32('bias');
    this.forward = new Gru(weights, 'forward');
    this.backward = new Gru(weights, 'backward');
    this.sums = new Int32Array(this.bias.length);
  }

  /** Numbers a letter's vector has. */
  get width(): number {
    return 2 * this.forward.size;
  }

  /** `word` is made of a to z and apostrophes; the vectors stand one after the other. */
  read(word: string, variant: Variant): Float32Array {
    const codes = letterCodes(word);
    const seen = Array.from(codes, (_, place) => this.embed(letterKeys(codes, place, variant)));
    const vectors = new Float32Array(codes.length * this.width);
    this.run(this.forward, seen, vectors, 0, 1);
    this.run(this.backward, seen, vectors, this.forward.size, -1);
    return vectors;
  }

  private run(
    gru: Gru,
    seen: readonly Float32Array[],
    vectors: Float32Array,
    half: number,
    step: 1 | -1,
  ): void {
    let state: Float32Array = new Float32Array(gru.size);
    for (let n = 0; n < seen.length; n++) {
      const place = step === 1 ? n : seen.length - 1 - n;
      const from = place * this.width + half;
      gru.step(gru.gates(seen[place] ?? new Float32Array(this.bias.length), 0), state, vectors, from);
      state = vectors.subarray(from, from + gru.size);
    }
  }

  /** The rows of the features, added up and cut off below zero. */
  private embed(keys: readonly number[]): Float32Array {
    const { sums, rows, scale, bias } = this;
    const width = bias.length;
    sums.fill(0);
    for (const key of keys) {
      const feature = this.features.find(key);
      if (feature < 0) continue;
      for (let n = 0; n < width; n++) sums[n] = (sums[n] ?? 0) + (rows[feature * width + n] ?? 0);
    }
    const vector = new Float32Array(width);
    for (let n = 0; n < width; n++)
      vector[n] = Math.max(0, (sums[n] ?? 0) * (scale[n] ?? 0) + (bias[n] ?? 0));
    return vector;
  }
}
