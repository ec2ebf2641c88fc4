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
  const scaling = (scale: string, zeroPoint: string | undefined): Scaling => ({
    scales: floats(constant(scale)),
    zeros: zeroPoint ? integers(constant(zeroPoint)) : [0],
  });
  return {
    floatOf: (quantised, scale, zeroPoint, axis) =>
      once(`${quantised}.float`, (name) => {
        const tensor = constant(quantised);
        const at = axis < 0 ? tensor.dims.length + axis : axis;
        const layout = { channels: tensor.dims[at] ?? 1, inner: elementCount(tensor.dims.slice(at + 1)) };
        const wide = scaled(quantisedValues(tensor), layout, scaling(scale, zeroPoint), name);
        return floatTensor(name, tensor.dims, wide);
      }),
    transposedFloatOf: (quantised, scale, zeroPoint) =>
      once(`${quantised}.float`, (name) => {
        const tensor = constant(quantised);
        const [directions = 1, rows = 1, columns = 1] = tensor.dims;
        const layout = { channels: directions * columns, inner: rows };
        const { scales, zeros } = scaling(scale, zeroPoint);
        const perOutput = { scales: spread(scales, layout.channels), zeros: spread(zeros, layout.channels) };
        const turned = swapped(quantisedValues(tensor), rows, columns);
        return floatTensor(name, [directions, columns, rows], scaled(turned, layout, perOutput, name));
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

/** One scale and zero point, or one for each channel. */
interface Scaling {
  readonly scales: ArrayLike<number>;
  readonly zeros: ArrayLike<number>;
}

/** Channels follow each other every `inner` elements, again and again. */
interface ChannelLayout {
  readonly channels: number;
  readonly inner: number;
}

function scaled(
  quantised: ArrayLike<number>,
  { channels, inner }: ChannelLayout,
  { scales, zeros }: Scaling,
  name: string,
): Float32Array {
  for (const given of [scales, zeros]) {
    if (given.length !== 1 && given.length !== channels) {
      throw new ImportError('dequantisation', `${name}: ${given.length} scales for ${channels} channels`);
    }
  }
  const wide = new Float32Array(quantised.length);
  for (let start = 0, run = 0; start < wide.length; start += inner, run++) {
    const channel = run % channels;
    const scale = scales[scales.length === 1 ? 0 : channel] ?? 0;
    const zero = zeros[zeros.length === 1 ? 0 : channel] ?? 0;
    for (let at = start; at < start + inner; at++) wide[at] = ((quantised[at] ?? 0) - zero) * scale;
  }
  return wide;
}

/** One number a direction serves all its outputs. */
function spread(values: ArrayLike<number>, count: number): number[] {
  const times = values.length < count ? count / values.length : 1;
  return Array.from(values).flatMap((value) => Array<number>(times).fill(value));
}

/** Each plane of rows × columns turned into columns × rows. */
function swapped(values: ArrayLike<number>, rows: number, columns: number): Int16Array {
  const turned = new Int16Array(values.length);
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
