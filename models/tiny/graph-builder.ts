import type { onnx } from 'onnx-proto';
import type { Graph, GraphNode, Port } from '../import/graph.js';
import { integerAttribute } from '../import/onnx-file.js';
import { FLOAT, floatTensor, INT64, integerTensor, type Tensor } from '../import/tensor.js';

/** Writes a graph down line by line: every call returns the name of the tensor it makes. */
export class GraphBuilder {
  readonly #inputs: Port[] = [];
  readonly #outputs: Port[] = [];
  readonly #nodes: GraphNode[] = [];
  readonly #initializers = new Map<string, Tensor>();

  readonly #title: string;

  /** `title` sets the constants of one piece apart from another's: all share one file of weights. */
  constructor(title: string) {
    this.#title = title;
  }

  /** A float input. */
  floats(name: string, dims: Port['dims']): string {
    this.#inputs.push({ name, type: FLOAT, dims });
    return name;
  }

  /** An int64 input. */
  integers(name: string, dims: Port['dims']): string {
    this.#inputs.push({ name, type: INT64, dims });
    return name;
  }

  /** A float constant; without `dims` a scalar. */
  constant(values: number | readonly number[], dims: readonly number[] = []): string {
    const list = typeof values === 'number' ? [values] : values;
    const name = `${this.#title}.constant${this.#initializers.size}`;
    this.#initializers.set(name, floatTensor(name, dims, Float32Array.from(list)));
    return name;
  }

  /** An int64 constant of one dimension: a shape, axes, bounds. */
  list(...values: readonly number[]): string {
    const name = `list${values.join('_')}`;
    this.#initializers.set(name, integerTensor(name, values));
    return name;
  }

  /** An int64 scalar. */
  integer(value: number): string {
    const name = `integer${value}`;
    this.#initializers.set(name, { ...integerTensor(name, [value]), dims: [] });
    return name;
  }

  /** One operation with one result. */
  node(op: string, inputs: readonly string[], attributes: readonly onnx.IAttributeProto[] = []): string {
    const output = `${op.toLowerCase()}${this.#nodes.length}`;
    this.#nodes.push({ op, domain: '', name: output, inputs, outputs: [output], attributes });
    return output;
  }

  /** `tensor` with its elements counted by other axes; -1 stands for what is left. */
  shaped(tensor: string, ...shape: readonly number[]): string {
    return this.node('Reshape', [tensor, this.list(...shape)]);
  }

  /** Rows [start, end) of axis 1. */
  rows(tensor: string, start: number, end: number): string {
    return this.node('Slice', [tensor, this.list(start), this.list(end), this.list(1)]);
  }

  /** Tensors put one behind the other along an axis. */
  joined(axis: number, ...tensors: readonly string[]): string {
    return this.node('Concat', tensors, [integerAttribute('axis', axis)]);
  }

  /** `tensor` in another element type. */
  cast(tensor: string, type: number): string {
    return this.node('Cast', [tensor], [integerAttribute('to', type)]);
  }

  /** Names a tensor as a float output. */
  output(name: string, tensor: string, dims: Port['dims'], type: number = FLOAT): void {
    this.#nodes.push({ op: 'Identity', domain: '', name, inputs: [tensor], outputs: [name], attributes: [] });
    this.#outputs.push({ name, type, dims });
  }

  /** The graph written so far. */
  graph(): Graph {
    return {
      inputs: this.#inputs,
      outputs: this.#outputs,
      nodes: this.#nodes,
      initializers: this.#initializers,
    };
  }
}
