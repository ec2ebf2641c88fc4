/** Rewrites a Kokoro graph the way other exporters write it, so that the importer meets more than one file. */
import { attribute, type Graph, GraphIndex, type GraphNode } from '../../models/import/graph.js';
import { floatAttribute, integerAttribute, integersAttribute } from '../../models/import/onnx-file.js';
import {
  FLOAT,
  floats,
  floatTensor,
  INT32,
  integers,
  integerTensor,
  type Tensor,
} from '../../models/import/tensor.js';

type Rewrite = (
  node: GraphNode,
  index: GraphIndex,
  add: (tensor: Tensor) => void,
) => readonly GraphNode[] | undefined;

/** Replaces nodes one by one; undefined keeps a node. */
function rewritten(graph: Graph, rewrite: Rewrite): Graph {
  const index = new GraphIndex(graph);
  const initializers = new Map(graph.initializers);
  const add = (tensor: Tensor): void => {
    initializers.set(tensor.name, tensor);
  };
  const nodes = graph.nodes.flatMap((node) => rewrite(node, index, add) ?? [node]);
  return { ...graph, nodes, initializers };
}

/** Every node, constant, tensor and port under a meaningless name. */
export function renamed(graph: Graph): Graph {
  const names = new Map<string, string>();
  const rename = (name: string): string => {
    if (name === '') return '';
    // 7919 is prime: names come in an order that says nothing.
    const fresh = names.get(name) ?? `v${((names.size + 1) * 7919) % 100_003}`;
    names.set(name, fresh);
    return fresh;
  };
  return {
    inputs: graph.inputs.map((port) => ({ ...port, name: rename(port.name) })),
    outputs: graph.outputs.map((port) => ({ ...port, name: rename(port.name) })),
    nodes: graph.nodes.map((node) => ({
      ...node,
      name: '',
      inputs: node.inputs.map(rename),
      outputs: node.outputs.map(rename),
    })),
    initializers: new Map(
      [...graph.initializers.values()].map((tensor) => [
        rename(tensor.name),
        { ...tensor, name: rename(tensor.name) },
      ]),
    ),
  };
}

/** Linear layers as Gemm with the weight's axes swapped, as PyTorch's exporter writes them. */
export function withGemms(graph: Graph): Graph {
  return rewritten(graph, (node, index, add) => {
    const product = node.inputs.map((name) => index.producer(name)).find((maker) => maker?.op === 'MatMul');
    const bias = node.inputs.find((name) => index.constant(name));
    const weight = index.constant(product?.inputs[1]);
    const isStyleLayer = index.producer(product?.inputs[0])?.op === 'Split';
    if (node.op !== 'Add' || !product || !weight || !isStyleLayer || bias === undefined) return undefined;
    const [rows = 0, columns = 0] = weight.dims;
    const values = floats(weight);
    const turned = Float32Array.from(
      values,
      (_, at) => values[(at % rows) * columns + Math.floor(at / rows)] ?? 0,
    );
    add(floatTensor(`${weight.name}.turned`, [columns, rows], turned));
    const inputs = [product.inputs[0] ?? '', `${weight.name}.turned`, bias];
    return [{ ...node, op: 'Gemm', inputs, attributes: [integerAttribute('transB', 1)] }];
  });
}

/** Norms over time as InstanceNormalization with a scale of ones and a bias of zeros. */
export function withInstanceNorms(graph: Graph): Graph {
  return rewritten(graph, (node, index, add) => {
    const [centred, root] = node.inputs.map((name) => index.producer(name));
    if (node.op !== 'Div' || centred?.op !== 'Sub' || root?.op !== 'Sqrt') return undefined;
    const scales = index.consumers(node.outputs[0]).flatMap((reader) => reader.inputs);
    const channels = channelsOf(index, scales);
    add(floatTensor(`ones${channels}`, [channels], new Float32Array(channels).fill(1)));
    add(floatTensor(`zeros${channels}`, [channels], new Float32Array(channels)));
    const inputs = [centred.inputs[0] ?? '', `ones${channels}`, `zeros${channels}`];
    const sum = index.producer(root.inputs[0]);
    const [epsilon] = sum?.inputs.flatMap((name) => index.constant(name) ?? []) ?? [];
    const attributes = epsilon ? [floatAttribute('epsilon', floats(epsilon)[0] ?? 0)] : [];
    return [{ ...node, op: 'InstanceNormalization', inputs, attributes }];
  });
}

/** Half the outputs of the linear layer above the first tensor that has one. */
function channelsOf(index: GraphIndex, tensors: readonly string[]): number {
  for (
    let level = tensors;
    level.length > 0;
    level = level.flatMap((name) => index.producer(name)?.inputs ?? [])
  ) {
    const layer = level
      .map((name) => index.producer(name))
      .find((maker) => /^(MatMul|Gemm)$/.test(maker?.op ?? ''));
    const outputs = index.constant(layer?.inputs[1])?.dims[layer?.op === 'Gemm' ? 0 : 1];
    if (outputs !== undefined) return outputs / 2;
  }
  throw new Error('no linear layer of the style above the norm');
}

/** Splits into two parts as two Slices, products with a turned operand as Transpose and MatMul. */
export function withPlainOperators(graph: Graph): Graph {
  return rewritten(graph, (node, index, add) => {
    if (node.op === 'FusedMatMul') {
      const turned = `${node.inputs[0]}.turned`;
      const transpose = {
        ...node,
        op: 'Transpose',
        domain: '',
        inputs: [node.inputs[0] ?? ''],
        outputs: [turned],
      };
      return [
        { ...transpose, attributes: [integersAttribute('perm', [0, 2, 1])] },
        { ...node, op: 'MatMul', domain: '', inputs: [turned, node.inputs[1] ?? ''], attributes: [] },
      ];
    }
    const sizes = index.constant(node.inputs[1]);
    if (node.op !== 'Split' || !sizes || node.outputs.length !== 2) return undefined;
    const [first = 0] = integers(sizes);
    const bounds = [0, first, Number.MAX_SAFE_INTEGER];
    for (const bound of bounds) add(integerTensor(`bound${bound}`, [bound]));
    const axis = Number(attribute(node, 'axis')?.i ?? 0);
    add(integerTensor(`axis${axis}`, [axis]));
    return node.outputs.map((output, at) => ({
      ...node,
      op: 'Slice',
      inputs: [node.inputs[0] ?? '', `bound${bounds[at]}`, `bound${bounds[at + 1]}`, `axis${axis}`],
      outputs: [output],
      attributes: [],
    }));
  });
}

/** The features are turned before the alignment multiplies them from the left. */
export function withFramesInRows(graph: Graph, byFrame: string): Graph {
  return rewritten(graph, (node) => {
    if (node.outputs[0] !== byFrame) return undefined;
    const [features = '', matrix = ''] = node.inputs;
    const turn = (from: string, to: string): GraphNode => {
      const attributes = [integersAttribute('perm', [0, 2, 1])];
      return { ...node, op: 'Transpose', domain: '', inputs: [from], outputs: [to], attributes };
    };
    const isTurned = Number(attribute(node, 'transA')?.i ?? 0) !== 0;
    const before = isTurned ? [] : [turn(features, 'features.turned')];
    const rows = isTurned ? features : 'features.turned';
    const matrixTurned = {
      ...turn(matrix, 'matrix.turned'),
      attributes: [integersAttribute('perm', [1, 0])],
    };
    const product = { ...node, op: 'MatMul', domain: '', inputs: ['matrix.turned', rows], attributes: [] };
    return [...before, matrixTurned, { ...product, outputs: ['rows'] }, turn('rows', byFrame)];
  });
}

/** The harmonic source reads F0 through an Unsqueeze of its own. */
export function withOwnSourceAxis(graph: Graph, f0: string): Graph {
  const index = new GraphIndex(graph);
  const unsqueeze = index.producer(f0);
  if (!unsqueeze) throw new Error(`nothing makes ${f0}`);
  const twin = { ...unsqueeze, outputs: ['f0.source'] };
  return rewritten(graph, (node) => {
    if (node === unsqueeze) return [node, twin];
    if (node.op !== 'Resize' || node.inputs[0] !== f0) return undefined;
    return [{ ...node, inputs: ['f0.source', ...node.inputs.slice(1)] }];
  });
}

/** The names, types and outputs of the exports with durations and an integer speed. */
export function withIntegerSpeed(graph: Graph, frames: string): Graph {
  const [tokens, style, speed] = graph.inputs;
  const [audio] = graph.outputs;
  if (!tokens || !style || !speed || !audio) throw new Error('the graph has not three inputs and an output');
  const to = [integerAttribute('to', FLOAT)];
  const cast = {
    op: 'Cast',
    domain: '',
    name: '',
    inputs: ['speed.whole'],
    outputs: [speed.name],
    attributes: to,
  };
  return {
    ...graph,
    inputs: [style, { ...speed, name: 'speed.whole', type: INT32 }, tokens],
    outputs: [{ name: frames, type: FLOAT, dims: [1, 'N'] }, audio],
    nodes: [cast, ...graph.nodes],
  };
}
