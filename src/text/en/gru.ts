/** A gated recurrent unit and a matrix product over plain typed arrays. */
import type { Weights } from './weights-file.js';

/**
 * Product of a matrix row, which begins at `row`, and `width` numbers of `input`; `width` is a multiple of four. Four sums
 * run side by side: one alone would wait for each addition to end, which costs three times the time.
 */
export function dot(
  matrix: Float32Array,
  row: number,
  input: Float32Array,
  from: number,
  width: number,
): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < width; i += 4) {
    const m = row + i;
    const v = from + i;
    a += (matrix[m] ?? 0) * (input[v] ?? 0);
    b += (matrix[m + 1] ?? 0) * (input[v + 1] ?? 0);
    c += (matrix[m + 2] ?? 0) * (input[v + 2] ?? 0);
    d += (matrix[m + 3] ?? 0) * (input[v + 3] ?? 0);
  }
  return a + b + (c + d);
}

/** `out[n] = start[n] + matrix[n] · input`, for a matrix of rows as long as `width`. */
function multiply(
  out: Float32Array,
  matrix: Float32Array,
  start: Float32Array,
  input: Float32Array,
  from: number,
  width: number,
): void {
  for (let n = 0; n < out.length; n++) out[n] = (start[n] ?? 0) + dot(matrix, n * width, input, from, width);
}

/** The gates of one unit, in the order reset, update, new, as PyTorch has them. */
export class Gru {
  readonly size: number;
  private readonly inputWeights: Float32Array;
  private readonly inputBias: Float32Array;
  private readonly stateWeights: Float32Array;
  private readonly stateBias: Float32Array;
  private readonly inputWidth: number;
  private readonly fromState: Float32Array;

  constructor(weights: Weights, name: string) {
    this.inputWeights = weights.float32(`${name}Input`);
    this.inputBias = weights.float32(`${name}InputBias`);
    this.stateWeights = weights.float32(`${name}State`);
    this.stateBias = weights.float32(`${name}StateBias`);
    this.size = this.stateBias.length / 3;
    this.inputWidth = this.inputWeights.length / this.inputBias.length;
    this.fromState = new Float32Array(this.stateBias.length);
  }

  /** What the input at `from` contributes to the gates. */
  gates(input: Float32Array, from: number): Float32Array {
    const out = new Float32Array(this.inputBias.length);
    multiply(out, this.inputWeights, this.inputBias, input, from, this.inputWidth);
    return out;
  }

  /** Writes the state that follows `state` to `next` (at `nextFrom`), given the gates' inputs. */
  step(gates: Float32Array, state: Float32Array, next: Float32Array, nextFrom: number): void {
    const { size, fromState } = this;
    multiply(fromState, this.stateWeights, this.stateBias, state, 0, size);
    for (let n = 0; n < size; n++) {
      const reset = 1 / (1 + Math.exp(-((gates[n] ?? 0) + (fromState[n] ?? 0))));
      const update = 1 / (1 + Math.exp(-((gates[size + n] ?? 0) + (fromState[size + n] ?? 0))));
      const fresh = Math.tanh((gates[2 * size + n] ?? 0) + reset * (fromState[2 * size + n] ?? 0));
      next[nextFrom + n] = (1 - update) * fresh + update * (state[n] ?? 0);
    }
  }
}
