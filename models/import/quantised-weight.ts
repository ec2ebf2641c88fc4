import type { GraphIndex } from './graph.js';
import { ImportError } from './import-error.js';
import { elementCount, floats, floatTensor, integers, quantisedValues, type Tensor } from './tensor.js';

/** Turns quantised constants into float ones, each only once however many nodes share it. */
export interface WeightStore {
  /**
   * Name of the float constant (quantised − zero point) · scale; `axis` counts the channels when there is a scale for each.
   * Throws ImportError if shapes do not fit.
   */
  floatOf(quantised: string, scale: string, zeroPoint: string | undefined, axis: number): string;
  /** As floatOf, with the last two axes swapped: [dir, in, 4·hidden] → [dir, 4·hidden, in]; scales per direction or output. */
  transposedFloatOf(quantised: string, scale: string, zeroPoint: string | undefined): string;
  /** Name of a constant's one-dimensional form. */
  flat(name: string): string;
  /** Gives the constant `of` a second name. */
  alias(name: string, of: string): void;
  /** All constants made so far. */
  made(): ReadonlyMap<string, Tensor>;
}

/** A store that reads the quantised constants of `index`. */
export function weightStore(index: GraphIndex): WeightStore {
  const made = new Map<string, Tensor>();
  const constant = (name: string): Tensor => {
    const tensor = index.constant(name);
    if (!tensor) throw new ImportError('dequantisation', `${name} is not constant`);
    return tensor;
  };
  const once = (name: string, make: (name: string) => Tensor): string => {
    if (!made.has(name)) made.set(name, make(name));
    return name;
  };
  const values = (
    quantised: string,
    scale: string,
    zeroPoint: string | undefined,
    channel: Channel,
  ): Float32Array => {
    const zeros = zeroPoint ? integers(constant(zeroPoint)) : [0];
    return scaled(constant(quantised), floats(constant(scale)), zeros, channel);
  };
  return {
    floatOf: (quantised, scale, zeroPoint, axis) =>
      once(`${quantised}.float`, (name) => {
        const { dims } = constant(quantised);
        return floatTensor(name, dims, values(quantised, scale, zeroPoint, alongAxis(dims, axis)));
      }),
    transposedFloatOf: (quantised, scale, zeroPoint) =>
      once(`${quantised}.float`, (name) => {
        const [directions = 1, rows = 1, columns = 1] = constant(quantised).dims;
        const perOutput = elementCount(constant(scale).dims) > directions;
        const channel = (at: number): number =>
          Math.floor(at / (rows * columns)) * (perOutput ? columns : 1) + (perOutput ? at % columns : 0);
        const wide = values(quantised, scale, zeroPoint, channel);
        return floatTensor(name, [directions, columns, rows], swapped(wide, rows, columns));
      }),
    flat: (name) => {
      const tensor = constant(name);
      if (tensor.dims.length === 1) return name;
      return once(`${name}.flat`, (flat) => ({ ...tensor, name: flat, dims: [elementCount(tensor.dims)] }));
    },
    alias: (name, of) => {
      const tensor = made.get(of) ?? constant(of);
      made.set(name, { ...tensor, name });
    },
    made: () => made,
  };
}

/** Which scale the element at an index takes, when there is more than one. */
type Channel = (at: number) => number;

function alongAxis(dims: readonly number[], axis: number): Channel {
  const at = axis < 0 ? dims.length + axis : axis;
  const channels = dims[at] ?? 1;
  const inner = elementCount(dims.slice(at + 1));
  return (element) => Math.floor(element / inner) % channels;
}

function scaled(
  quantised: Tensor,
  scales: Float32Array,
  zeros: readonly number[],
  channel: Channel,
): Float32Array {
  const wide = new Float32Array(elementCount(quantised.dims));
  const numbers = quantisedValues(quantised);
  const oneScale = scales.length === 1;
  const oneZero = zeros.length === 1;
  for (let at = 0; at < wide.length; at++) {
    const which = oneScale && oneZero ? 0 : channel(at);
    const scale = scales[oneScale ? 0 : which];
    const zero = zeros[oneZero ? 0 : which];
    if (scale === undefined || zero === undefined) {
      throw new ImportError('dequantisation', `${quantised.name} has more channels than scales`);
    }
    wide[at] = ((numbers[at] ?? 0) - zero) * scale;
  }
  return wide;
}

/** Each plane of rows × columns turned into columns × rows. */
function swapped(values: Float32Array, rows: number, columns: number): Float32Array {
  const turned = new Float32Array(values.length);
  const plane = rows * columns;
  for (let base = 0; base < values.length; base += plane) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        turned[base + column * rows + row] = values[base + row * columns + column] ?? 0;
      }
    }
  }
  return turned;
}
