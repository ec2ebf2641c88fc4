/**
 * The large products of a piece as operators of our own: the same graph for machines on which the generator's kernels are
 * faster than ONNX Runtime's.
 */
import { attribute, type Graph, type GraphNode, integerOf, integersOf } from './graph.js';
import { FLOAT } from './tensor.js';

/** Domain of our operators; native/model/operators.h says what they do. */
export const productDomain = 'kokoro';

/** Narrower products are not worth the packing. */
const leastWidth = 64;
/** Products of a single row, as the style's, read each weight once: nothing is gained. */
const leastInputs = 256;

/** The graph with `MatMul` and `Conv` of constant weights replaced where our operators can do them. */
export function withProducts(graph: Graph): Graph {
  const nodes = graph.nodes.map((node) =>
    isMatMul(node, graph) || isConvolution(node, graph)
      ? { ...node, domain: productDomain, attributes: kept(node) }
      : node,
  );
  return { ...graph, nodes };
}

function kept(node: GraphNode): GraphNode['attributes'] {
  const pads = attribute(node, 'pads');
  return pads === undefined ? [] : [pads];
}

function dimsOf(graph: Graph, name: string | undefined): readonly number[] | undefined {
  const tensor = graph.initializers.get(name ?? '');
  return tensor?.type === FLOAT ? tensor.dims : undefined;
}

function isMatMul(node: GraphNode, graph: Graph): boolean {
  const [inputs = 0, outputs = 0, ...more] = dimsOf(graph, node.inputs[1]) ?? [];
  return node.op === 'MatMul' && more.length === 0 && inputs >= leastInputs && outputs >= leastWidth;
}

function isConvolution(node: GraphNode, graph: Graph): boolean {
  if (node.op !== 'Conv' || attribute(node, 'pads') === undefined) return false;
  const [outputs = 0, inputs = 0, taps, ...more] = dimsOf(graph, node.inputs[1]) ?? [];
  const hasBias = dimsOf(graph, node.inputs[2]) !== undefined;
  const isPlain =
    integerOf(node, 'group', 1) === 1 &&
    integersOf(node, 'strides', [1]).every((stride) => stride === 1) &&
    integersOf(node, 'dilations', [1]).every((dilation) => dilation === 1);
  return (
    taps !== undefined &&
    more.length === 0 &&
    hasBias &&
    isPlain &&
    inputs >= leastWidth &&
    outputs >= leastWidth
  );
}
