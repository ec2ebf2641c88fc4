/**
 * Undoes ONNX Runtime's quantisation: integer products and the scales, casts and bias chains around them become the
 * float operation they stand for, with W = (Wq − zero point) · scale. The result is fp32 with rounded weights.
 */
import { dequantisedLstm } from './dequantise-lstm.js';
import { type Graph, GraphIndex, type GraphNode, pruned } from './graph.js';
import { ImportError } from './import-error.js';
import { type WeightStore, weightStore } from './quantised-weight.js';
import { elementCount } from './tensor.js';

const quantisedOps = /Integer$|quantize|^QLinear|NBits$/i;

/** True if the graph computes with quantised numbers anywhere. */
export function isQuantised(graph: Graph): boolean {
  return graph.nodes.some((node) => quantisedOps.test(node.op));
}

/** The same graph in floats. Throws ImportError naming the node when a chain is not of a known form. */
export function dequantised(graph: Graph): Graph {
  if (!isQuantised(graph)) return graph;
  const index = new GraphIndex(graph);
  const weights = weightStore(index);
  const replacements = new Map<GraphNode, GraphNode | undefined>();
  for (const node of graph.nodes) {
    if (node.op === 'DequantizeLinear') replaceDequantize(index, weights, node, replacements);
    else if (node.op === 'ConvInteger')
      replaceProduct(index, node, replacements, convolution(index, weights));
    else if (node.op === 'MatMulInteger') replaceProduct(index, node, replacements, matrixProduct(weights));
    else if (node.op === 'DynamicQuantizeLSTM') replacements.set(node, dequantisedLstm(node, weights));
  }
  const nodes = graph.nodes.flatMap((node) => {
    if (!replacements.has(node)) return [node];
    const replacement = replacements.get(node);
    return replacement ? [replacement] : [];
  });
  const result = pruned({
    ...graph,
    nodes,
    initializers: new Map([...graph.initializers, ...weights.made()]),
  });
  const left = result.nodes.find((node) => quantisedOps.test(node.op));
  if (left) throw new ImportError('dequantisation', `${left.op} (${left.name}) is of an unknown form`);
  return result;
}

type Replacements = Map<GraphNode, GraphNode | undefined>;
type FloatForm = (node: GraphNode, input: string, chain: Chain) => GraphNode;

/** From an integer product down to its float result. */
interface Chain {
  /** The constant the products are scaled by, apart from the input's own scale. */
  readonly scale: string;
  readonly bias: string | undefined;
  /** The node that makes the float result. */
  readonly last: GraphNode;
}

function replaceProduct(
  index: GraphIndex,
  node: GraphNode,
  replacements: Replacements,
  form: FloatForm,
): void {
  const quantiser = index.producer(node.inputs[0]);
  const input = quantiser?.op === 'DynamicQuantizeLinear' ? quantiser.inputs[0] : undefined;
  if (input === undefined) throw unknown(node, 'its input is not quantised on the spot');
  const chain = followChain(index, node);
  replacements.set(chain.last, form(node, input, chain));
}

function followChain(index: GraphIndex, start: GraphNode): Chain {
  let bias: string | undefined;
  let tensor = start.outputs[0];
  for (;;) {
    const [reader, ...others] = index.consumers(tensor);
    if (!reader || others.length > 0) throw unknown(start, `${tensor} has not one reader`);
    const other = reader.inputs.find((name) => name !== tensor);
    if (reader.op === 'Add') bias = biasAbove(index, start, other);
    else if (reader.op === 'Mul')
      return { ...scaleOf(index, start, other), ...ending(index, start, reader, bias) };
    else if (reader.op !== 'Cast') throw unknown(start, `${reader.op} is not expected below it`);
    tensor = reader.outputs[0];
  }
}

/** Some quantisers add the float bias after the scale: then that Add belongs to the convolution, too. */
function ending(
  index: GraphIndex,
  start: GraphNode,
  scaled: GraphNode,
  bias: string | undefined,
): Pick<Chain, 'bias' | 'last'> {
  const [reader, ...others] = index.consumers(scaled.outputs[0]);
  if (start.op !== 'ConvInteger' || bias !== undefined || reader?.op !== 'Add' || others.length > 0) {
    return { bias, last: scaled };
  }
  const other = reader.inputs.find((name) => name !== scaled.outputs[0]);
  const reshape = index.producer(other);
  const constant = reshape?.op === 'Reshape' ? index.constant(reshape.inputs[0]) : undefined;
  return constant ? { bias: constant.name, last: reader } : { bias, last: scaled };
}

/** The fp32 bias that enters Div → Floor → Cast → Reshape on its way to the integer sum. */
function biasAbove(index: GraphIndex, start: GraphNode, from: string | undefined): string {
  let tensor = from;
  for (;;) {
    const maker = index.producer(tensor);
    if (!maker) throw unknown(start, 'its bias chain has no Div');
    if (maker.op === 'Div') {
      const bias = index.constant(maker.inputs[0]);
      if (!bias) throw unknown(start, 'its bias is not constant');
      return bias.name;
    }
    tensor = maker.inputs[0];
  }
}

function scaleOf(index: GraphIndex, start: GraphNode, product: string | undefined): Pick<Chain, 'scale'> {
  const maker = index.producer(product);
  const scale = maker?.op === 'Mul' ? maker.inputs.find((name) => index.constant(name)) : undefined;
  if (scale === undefined)
    throw unknown(start, 'its scale is no product of a constant and the scale of its input');
  return { scale };
}

function convolution(index: GraphIndex, weights: WeightStore): FloatForm {
  return (node, input, chain) => {
    const weight = weights.floatOf(node.inputs[1] ?? '', chain.scale, node.inputs[3], 0);
    const outputs = index.constant(node.inputs[1])?.dims[0];
    if (chain.bias !== undefined && elementCount(index.constant(chain.bias)?.dims ?? []) !== outputs) {
      throw unknown(node, `its bias ${chain.bias} has not one value for each of its ${outputs} outputs`);
    }
    const bias = chain.bias === undefined ? [] : [weights.flat(chain.bias)];
    return { ...node, op: 'Conv', inputs: [input, weight, ...bias], outputs: chain.last.outputs };
  };
}

function matrixProduct(weights: WeightStore): FloatForm {
  return (node, input, chain) => {
    const weight = weights.floatOf(node.inputs[1] ?? '', chain.scale, node.inputs[3], -1);
    const floatNode = { ...node, op: 'MatMul', inputs: [input, weight], attributes: [] };
    // The Add of its bias follows as a float operation and stays.
    if (chain.bias !== undefined) throw unknown(node, 'an integer bias is not expected in a matrix product');
    return { ...floatNode, outputs: chain.last.outputs };
  };
}

/** A dequantised constant becomes a float constant; rows gathered from a quantised table come from a float table. */
function replaceDequantize(
  index: GraphIndex,
  weights: WeightStore,
  node: GraphNode,
  replacements: Replacements,
): void {
  const [source = '', scale = '', zeroPoint] = node.inputs;
  const output = node.outputs[0] ?? '';
  if (index.constant(source)) {
    const axis = Number(node.attributes.find((held) => held.name === 'axis')?.i ?? 1);
    weights.alias(output, weights.floatOf(source, scale, zeroPoint, axis));
    replacements.set(node, undefined);
    return;
  }
  const gather = index.producer(source);
  if (gather?.op !== 'Gather' || !index.constant(gather.inputs[0]))
    throw unknown(node, 'its input is not constant');
  const table = weights.floatOf(gather.inputs[0] ?? '', scale, zeroPoint, -1);
  replacements.set(node, { ...gather, inputs: [table, gather.inputs[1] ?? ''], outputs: [output] });
}

function unknown(node: GraphNode, why: string): ImportError {
  return new ImportError('dequantisation', `${node.op} (${node.name}): ${why}`);
}
