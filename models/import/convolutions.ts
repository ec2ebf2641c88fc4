import { type Graph, integerOf, integersOf } from './graph.js';

/** One convolution over time, named by the piece's own tensors. */
export interface Convolution {
  readonly order: number;
  readonly name: string;
  readonly inputTensor: string;
  readonly outputTensor: string;
  readonly weight: string;
  readonly bias: string | null;
  readonly transpose: boolean;
  /** Channels. */
  readonly in: number;
  readonly out: number;
  readonly kernel: number;
  readonly dilation: number;
  readonly stride: number;
  /** Columns added in front and behind. */
  readonly pads: readonly [number, number];
  readonly outputPadding: number;
  readonly group: number;
}

/** All one-dimensional convolutions of a piece, in the order of computation. */
export function listConvolutions(graph: Graph): Convolution[] {
  const nodes = graph.nodes.filter((node) => node.op === 'Conv' || node.op === 'ConvTranspose');
  return nodes.map((node, order) => {
    const [inputTensor = '', weight = '', bias = ''] = node.inputs;
    const transpose = node.op === 'ConvTranspose';
    const [first = 0, second = 0, kernel = 0] = graph.initializers.get(weight)?.dims ?? [];
    const group = integerOf(node, 'group', 1);
    const [before = 0, after = 0] = integersOf(node, 'pads', [0, 0]);
    return {
      order,
      name: node.name,
      inputTensor,
      outputTensor: node.outputs[0] ?? '',
      weight,
      bias: bias === '' ? null : bias,
      transpose,
      in: transpose ? first : second * group,
      out: transpose ? second * group : first,
      kernel,
      dilation: integersOf(node, 'dilations', [1])[0] ?? 1,
      stride: integersOf(node, 'strides', [1])[0] ?? 1,
      pads: [before, after],
      outputPadding: integersOf(node, 'output_padding', [0])[0] ?? 0,
      group,
    };
  });
}
