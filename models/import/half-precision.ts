/** Turns a half-precision graph into single precision: constants are widened exactly, casts between floats vanish. */
import { attribute, type Graph, type GraphNode, type Port, pruned } from './graph.js';
import { decodeTensor } from './onnx-file.js';
import { renamedOperands } from './simplify.js';
import { BOOL, FLOAT, FLOAT16, floats, floatTensor, INT64, type Tensor } from './tensor.js';

/** True if the graph holds half-precision constants or inputs. */
export function isHalfPrecision(graph: Graph): boolean {
  return (
    [...graph.initializers.values()].some((tensor) => tensor.type === FLOAT16) ||
    graph.inputs.some((port) => port.type === FLOAT16)
  );
}

/** The same graph with every half-precision constant, port and cast in single precision; others are returned as they are. */
export function singlePrecision(graph: Graph): Graph {
  if (!isHalfPrecision(graph)) return graph;
  const initializers = new Map([...graph.initializers].map(([name, tensor]) => [name, widened(tensor)]));
  const widerPort = (port: Port): Port => (port.type === FLOAT16 ? { ...port, type: FLOAT } : port);
  const wide: Graph = {
    inputs: graph.inputs.map(widerPort),
    outputs: graph.outputs.map(widerPort),
    nodes: graph.nodes.map(widenedAttributes),
    initializers,
  };
  return withoutIdleCasts(wide);
}

function widened(tensor: Tensor): Tensor {
  return tensor.type === FLOAT16 ? floatTensor(tensor.name, tensor.dims, floats(tensor)) : tensor;
}

function widenedAttributes(node: GraphNode): GraphNode {
  const attributes = node.attributes.map((held) => {
    if ((held.name === 'to' || held.name === 'dtype') && Number(held.i) === FLOAT16)
      return { ...held, i: FLOAT };
    if (held.t?.dataType !== FLOAT16) return held;
    const tensor = widened(decodeTensor(held.t, '.'));
    return {
      ...held,
      t: { name: tensor.name, dataType: FLOAT, dims: [...tensor.dims], rawData: tensor.bytes },
    };
  });
  return { ...node, attributes };
}

/** Drops casts to the type their operand already has. */
function withoutIdleCasts(graph: Graph): Graph {
  const types = elementTypes(graph);
  const outputs = new Set(graph.outputs.map((port) => port.name));
  const aliases = new Map<string, string>();
  const kept = graph.nodes.filter((node) => {
    const [input = ''] = node.inputs;
    const [output = ''] = node.outputs;
    if (node.op !== 'Cast' || types.get(input) !== castTarget(node)) return true;
    if (outputs.has(output)) return true;
    aliases.set(output, input);
    return false;
  });
  return pruned({ ...graph, nodes: renamedOperands(kept, aliases) });
}

function castTarget(node: GraphNode): number {
  return Number(attribute(node, 'to')?.i ?? 0);
}

const countOps = new Set(['Shape', 'Size', 'NonZero', 'ArgMax', 'ArgMin']);
const truthOps = new Set([
  'Equal',
  'Greater',
  'GreaterOrEqual',
  'Less',
  'LessOrEqual',
  'And',
  'Or',
  'Not',
  'Xor',
  'IsNaN',
]);

/** Element types as far as casts need them: most operators keep the type of their first operand. */
function elementTypes(graph: Graph): Map<string, number> {
  const types = new Map(graph.inputs.map((port) => [port.name, port.type]));
  for (const tensor of graph.initializers.values()) types.set(tensor.name, tensor.type);
  for (const node of graph.nodes) {
    const type = resultType(node, types);
    if (type !== undefined) for (const output of node.outputs) types.set(output, type);
  }
  return types;
}

function resultType(node: GraphNode, types: ReadonlyMap<string, number>): number | undefined {
  if (node.op === 'Cast') return castTarget(node);
  if (countOps.has(node.op)) return INT64;
  if (truthOps.has(node.op)) return BOOL;
  if (node.op === 'ConstantOfShape') return attribute(node, 'value')?.t?.dataType ?? FLOAT;
  if (node.op === 'Where') return types.get(node.inputs[1] ?? '');
  return types.get(node.inputs.find((name) => name !== '') ?? '');
}
