/** Follows slices and linear layers of the style: where a site's scale and shift come from. */
import { attribute, type GraphIndex, integerOf, integersOf } from './graph.js';
import { elementCount, integers } from './tensor.js';

/** Part of a tensor along its channels: [start, end). */
export interface Slice {
  readonly of: string;
  readonly start: number;
  readonly end: number;
}

/** A linear layer of a part of the style. */
export interface StyleLayer {
  readonly weight: string;
  readonly bias: string | null;
  /** True: the weight is [style, outputs]; false: [outputs, style]. */
  readonly inputsFirst: boolean;
  /** Which of the 256 style numbers it reads. */
  readonly style: readonly [start: number, end: number];
}

/** The part of which tensor `tensor` is; `total` bounds slices that run to the end. Undefined if it is none. */
export function sliceOf(index: GraphIndex, tensor: string, total: number): Slice | undefined {
  const node = index.producer(tensor);
  const [of = ''] = node?.inputs ?? [];
  if (node?.op === 'Split') {
    const at = node.outputs.indexOf(tensor);
    const listed = index.constant(node.inputs[1]);
    const even = Array.from(node.outputs, () => total / node.outputs.length);
    const sizes = listed ? integers(listed) : integersOf(node, 'split', even);
    const start = sizes.slice(0, at).reduce((sum, size) => sum + size, 0);
    return { of, start, end: start + (sizes[at] ?? 0) };
  }
  if (node?.op !== 'Slice') return undefined;
  const bound = (name: string, operand: number): number | undefined => {
    const constant = index.constant(node.inputs[operand]);
    return (constant ? integers(constant) : attribute(node, name)?.ints?.map(Number))?.[0];
  };
  const start = bound('starts', 1);
  const end = bound('ends', 2);
  return start === undefined || end === undefined ? undefined : { of, start, end: Math.min(end, total) };
}

/** The linear layer that makes `tensor`: Gemm, or Add(MatMul). Undefined if it is none of the style. */
export function styleLayer(index: GraphIndex, tensor: string, style: string): StyleLayer | undefined {
  const node = index.producer(tensor);
  const product = node?.op === 'Gemm' || node?.op === 'MatMul' ? node : addend(index, tensor);
  if (!node || !product) return undefined;
  const [input = '', weight = ''] = product.inputs;
  if (!index.constant(weight)) return undefined;
  const bias = product.op === 'Gemm' ? product.inputs[2] : node.inputs.find((name) => index.constant(name));
  const part = sliceOf(index, index.unshaped(input), 256) ?? { of: input, start: 0, end: 256 };
  if (part.of !== style) return undefined;
  return {
    weight,
    bias: product === node && product.op === 'MatMul' ? null : (bias ?? null),
    inputsFirst: product.op !== 'Gemm' || integerOf(product, 'transB', 0) === 0,
    style: [part.start, part.end],
  };
}

function addend(index: GraphIndex, tensor: string): ReturnType<GraphIndex['producer']> {
  const node = index.producer(tensor);
  if (node?.op !== 'Add') return undefined;
  return node.inputs.map((name) => index.producer(name)).find((maker) => maker?.op === 'MatMul');
}

/** Number of outputs of a layer. */
export function layerOutputs(index: GraphIndex, layer: StyleLayer): number {
  const dims = index.constant(layer.weight)?.dims ?? [];
  return elementCount(layer.inputsFirst ? dims.slice(-1) : dims.slice(0, 1));
}
