import type { Graph, GraphNode } from './graph.js';
import { renamedAttributes } from './subgraph.js';

/** Names of the pieces' ports: nothing inside a graph may be called so. */
const portNames = new Set(
  'tokens style speed durations d t_en en asr f0 energy x har post audio frames'.split(' '),
);

/** The same graph with inner tensors renamed that are called like a port, and its own ports among them. */
export function withInnerNames(graph: Graph): Graph {
  const rename = (name: string): string => (portNames.has(name) ? `inner.${name}` : name);
  const renamed = (node: GraphNode): GraphNode => ({
    ...node,
    inputs: node.inputs.map(rename),
    outputs: node.outputs.map(rename),
    attributes: renamedAttributes(node.attributes, rename),
  });
  const constants = [...graph.initializers.values()].map((tensor) => ({
    ...tensor,
    name: rename(tensor.name),
  }));
  return {
    inputs: graph.inputs.map((port) => ({ ...port, name: rename(port.name) })),
    outputs: graph.outputs.map((port) => ({ ...port, name: rename(port.name) })),
    nodes: graph.nodes.map(renamed),
    initializers: new Map(constants.map((tensor) => [tensor.name, tensor])),
  };
}
