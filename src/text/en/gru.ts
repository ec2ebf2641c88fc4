/** A gated recurrent unit over plain typed arrays. */
import { Matrix, type MatrixMemory, rowsOf } from './matrix.js';
import type { Weights } from './weights-file.js';

/** The gates of one unit, in the order reset, update, new, as PyTorch has them. */
export class Gru {
  readonly size: number;
  private readonly inputs: Matrix;
  private readonly states: Matrix;
  private readonly stateBias: Float32Array;

  constructor(weights: Weights, name: string, memory: MatrixMemory) {
    const inputWeights = weights.float32(`${name}Input`);
    const inputBias = weights.float32(`${name}InputBias`);
    this.stateBias = weights.float32(`${name}StateBias`);
    this.size = this.stateBias.length / 3;
    const width = inputWeights.length / inputBias.length;
    this.inputs = new Matrix(memory, rowsOf(inputWeights, width), width, inputBias);
    const stateWeights = rowsOf(weights.float32(`${name}State`), this.size);
    this.states = new Matrix(memory, stateWeights, this.size, this.stateBias);
  }

  /** Numbers all gates of one input have. */
  get gateCount(): number {
    return 3 * this.size;
  }

  /** What each of `count` inputs contributes to the gates. */
  gates(inputs: Float64Array, count: number): Float64Array {
    const out = new Float64Array(count * this.gateCount);
    this.inputs.multiply(inputs, count, out);
    return out;
  }

  /**
   * Writes to `next` the states that follow `states` (undefined: nothing was read before), given the inputs' gates;
   * there are `count` of each.
   */
  step(gates: Float64Array, states: Float64Array | undefined, count: number, next: Float64Array): void {
    const { size, gateCount } = this;
    const fromStates = new Float64Array(count * gateCount);
    if (states !== undefined) this.states.multiply(states, count, fromStates);
    else for (let one = 0; one < count; one++) fromStates.set(this.stateBias, one * gateCount);
    for (let one = 0; one < count; one++) {
      const resets = one * gateCount;
      for (let n = 0; n < size; n++) {
        const r = resets + n;
        const u = r + size;
        const f = u + size;
        const reset = 1 / (1 + Math.exp(-((gates[r] ?? 0) + (fromStates[r] ?? 0))));
        const update = 1 / (1 + Math.exp(-((gates[u] ?? 0) + (fromStates[u] ?? 0))));
        // The hyperbolic tangent, written with the exponential: half the time of Math.tanh.
        const fresh = 1 - 2 / (1 + Math.exp(2 * ((gates[f] ?? 0) + reset * (fromStates[f] ?? 0))));
        next[one * size + n] = (1 - update) * fresh + update * (states?.[one * size + n] ?? 0);
      }
    }
  }
}
