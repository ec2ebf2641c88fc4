/** Small graphs written by hand for tests of the importer. */
import type { Graph, GraphNode, Port } from '../../models/import/graph.js';
import { FLOAT, floatTensor, INT8, type Tensor, UINT8 } from '../../models/import/tensor.js';

/** A node; its name is its first output's. */
export function node(
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: GraphNode['attributes'] = [],
): GraphNode {
  return { op, domain: '', name: outputs[0] ?? '', inputs, outputs, attributes };
}

/** A float port of one dimension, or of the given ones. */
export function port(name: string, dims: Port['dims'] = ['n'], type = FLOAT): Port {
  return { name, type, dims };
}

export function graph(
  inputs: readonly Port[],
  outputs: readonly Port[],
  nodes: readonly GraphNode[],
  constants: readonly Tensor[] = [],
): Graph {
  return { inputs, outputs, nodes, initializers: new Map(constants.map((tensor) => [tensor.name, tensor])) };
}

export function float(name: string, dims: readonly number[], ...values: readonly number[]): Tensor {
  return floatTensor(name, dims, Float32Array.from(values));
}

export function unsigned(name: string, dims: readonly number[], ...values: readonly number[]): Tensor {
  return { name, type: UINT8, dims, bytes: Uint8Array.from(values) };
}

export function signed(name: string, dims: readonly number[], ...values: readonly number[]): Tensor {
  return { name, type: INT8, dims, bytes: new Uint8Array(Int8Array.from(values).buffer) };
}
