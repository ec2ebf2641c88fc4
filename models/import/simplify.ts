import { attribute, type Graph, type GraphNode, pruned } from './graph.js';
import { decodeTensor } from './onnx-file.js';
import { renamedAttributes } from './subgraph.js';
import { floatTensor, integerTensor, type Tensor } from './tensor.js';

/** Turns Constant nodes into constants and removes Identity nodes and what nothing reads, so that patterns are bare. */
export function simplified(graph: Graph): Graph {
  const initializers = new Map(graph.initializers);
  const aliases = new Map<string, string>();
  const outputs = new Set(graph.outputs.map((port) => port.name));
  const kept: GraphNode[] = [];
  for (const node of graph.nodes) {
    const [output = ''] = node.outputs;
    const constant = node.op === 'Constant' ? constantOf(node, output) : undefined;
    if (constant) initializers.set(output, constant);
    else if (node.op === 'Identity' && !outputs.has(output)) aliases.set(output, node.inputs[0] ?? '');
    else kept.push(node);
  }
  return pruned({ ...graph, initializers, nodes: renamedOperands(kept, aliases) });
}

/** The nodes with their operands replaced by what `aliases` leads to. */
export function renamedOperands(
  nodes: readonly GraphNode[],
  aliases: ReadonlyMap<string, string>,
): GraphNode[] {
  const target = (name: string): string => {
    let found = name;
    for (let next = aliases.get(found); next !== undefined; next = aliases.get(found)) found = next;
    return found;
  };
  return nodes.map((node) => ({
    ...node,
    inputs: node.inputs.map(target),
    attributes: renamedAttributes(node.attributes, target),
  }));
}

function constantOf(node: GraphNode, name: string): Tensor | undefined {
  const value = attribute(node, 'value')?.t;
  // A Constant's own tensor never lies in another file, so no folder is needed.
  if (value) return { ...decodeTensor(value, '.'), name };
  const [held] = node.attributes;
  switch (held?.name) {
    case 'value_float':
      return floatTensor(name, [], Float32Array.of(held.f ?? 0));
    case 'value_floats':
      return floatTensor(name, [held.floats?.length ?? 0], Float32Array.from(held.floats ?? []));
    case 'value_int':
      return { ...integerTensor(name, [Number(held.i ?? 0)]), dims: [] };
    case 'value_ints':
      return integerTensor(name, (held.ints ?? []).map(Number));
    default:
      return undefined;
  }
}
