import type { onnx } from 'onnx-proto';
import { ImportError } from './import-error.js';
import { capturedNames } from './subgraph.js';
import type { Tensor } from './tensor.js';

/** One operation. Empty strings among the inputs stand for operands left out. */
export interface GraphNode {
  readonly op: string;
  /** '' for ONNX's own operators. */
  readonly domain: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: readonly onnx.IAttributeProto[];
}

/** An input or output of a graph; a dimension is a size or the name of one that varies. */
export interface Port {
  readonly name: string;
  readonly type: number;
  readonly dims: readonly (number | string)[];
}

/** A graph in topological order, its constants apart. */
export interface Graph {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly nodes: readonly GraphNode[];
  readonly initializers: ReadonlyMap<string, Tensor>;
}

/** An attribute by name, or undefined. */
export function attribute(node: GraphNode, name: string): onnx.IAttributeProto | undefined {
  return node.attributes.find((candidate) => candidate.name === name);
}

/** A list of integers among the attributes, or `otherwise`. */
export function integersOf(node: GraphNode, name: string, otherwise: readonly number[]): number[] {
  const ints = attribute(node, name)?.ints;
  return ints && ints.length > 0 ? ints.map(Number) : [...otherwise];
}

/** One integer among the attributes, or `otherwise`. */
export function integerOf(node: GraphNode, name: string, otherwise: number): number {
  const found = attribute(node, name)?.i;
  return found === undefined || found === null ? otherwise : Number(found);
}

/** Every tensor a node reads, those its branches capture included. */
export function operands(node: GraphNode): string[] {
  const named = node.inputs.filter((name) => name !== '');
  const bodies = node.attributes.flatMap((held) => [...(held.g ? [held.g] : []), ...(held.graphs ?? [])]);
  return bodies.length === 0 ? named : [...named, ...bodies.flatMap((body) => [...capturedNames(body)])];
}

const shapingOps = new Set(['Unsqueeze', 'Squeeze', 'Reshape', 'Flatten', 'Transpose', 'Identity']);

/** Who makes and who reads each tensor of a graph, and what lies above and below it. */
export class GraphIndex {
  readonly #producers = new Map<string, GraphNode>();
  readonly #consumers = new Map<string, GraphNode[]>();

  constructor(readonly graph: Graph) {
    for (const node of graph.nodes) {
      for (const output of node.outputs) if (output !== '') this.#producers.set(output, node);
      for (const input of new Set(operands(node))) {
        const readers = this.#consumers.get(input);
        if (readers) readers.push(node);
        else this.#consumers.set(input, [node]);
      }
    }
  }

  /** The node that makes `tensor`; undefined for constants and the graph's inputs. */
  producer(tensor: string | undefined): GraphNode | undefined {
    return tensor === undefined ? undefined : this.#producers.get(tensor);
  }

  /** The nodes that read `tensor`, in the graph's order. */
  consumers(tensor: string | undefined): readonly GraphNode[] {
    return tensor === undefined ? [] : (this.#consumers.get(tensor) ?? []);
  }

  /** The constant of that name, or undefined. */
  constant(tensor: string | undefined): Tensor | undefined {
    return tensor === undefined ? undefined : this.graph.initializers.get(tensor);
  }

  /** The tensor from which `tensor` differs only in how its elements are laid out. */
  unshaped(tensor: string): string {
    const maker = this.#producers.get(tensor);
    return maker && shapingOps.has(maker.op) ? this.unshaped(maker.inputs[0] ?? '') : tensor;
  }

  /** The nodes of one kind, in the graph's order. */
  nodesOf(...ops: readonly string[]): GraphNode[] {
    return this.graph.nodes.filter((node) => ops.includes(node.op));
  }

  /** `tensors` and all that is computed on the way to them, not looking above `stopAt`. */
  ancestors(tensors: readonly string[], stopAt: ReadonlySet<string> = new Set()): Set<string> {
    const seen = new Set<string>();
    const pending = [...tensors];
    for (let tensor = pending.pop(); tensor !== undefined; tensor = pending.pop()) {
      if (seen.has(tensor)) continue;
      seen.add(tensor);
      const maker = stopAt.has(tensor) ? undefined : this.#producers.get(tensor);
      if (maker) pending.push(...operands(maker));
    }
    return seen;
  }

  /** `tensor` and all that is computed from it. */
  descendants(tensor: string): Set<string> {
    const seen = new Set<string>();
    const pending = [tensor];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      for (const reader of this.consumers(next)) pending.push(...reader.outputs);
    }
    return seen;
  }
}

/** A graph without the nodes and constants that none of its outputs needs. */
export function pruned(graph: Graph): Graph {
  const needed = new GraphIndex(graph).ancestors(graph.outputs.map((port) => port.name));
  return {
    ...graph,
    nodes: graph.nodes.filter((node) => node.outputs.some((output) => needed.has(output))),
    initializers: new Map([...graph.initializers].filter(([name]) => needed.has(name))),
  };
}

/** Throws ImportError unless every operand is an input, a constant or made by an earlier node. */
export function assertComplete(graph: Graph, title: string): void {
  const defined = new Set([...graph.inputs.map((port) => port.name), ...graph.initializers.keys()]);
  for (const node of graph.nodes) {
    const missing = operands(node).find((operand) => !defined.has(operand));
    if (missing !== undefined) {
      throw new ImportError(
        'every operand defined',
        `${title}: ${node.op} reads ${missing}, which nothing makes`,
      );
    }
    for (const output of node.outputs) defined.add(output);
  }
  const absent = graph.outputs.find((port) => !defined.has(port.name));
  if (absent) throw new ImportError('every output defined', `${title}: nothing makes ${absent.name}`);
}
