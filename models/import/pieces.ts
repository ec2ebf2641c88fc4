/** Cuts a piece out of the whole graph: its ports are joined to inner tensors, in the layout the engine wants. */
import { assertComplete, type Graph, GraphIndex, type GraphNode, type Port } from './graph.js';
import { ImportError } from './import-error.js';
import { integerAttribute, integersAttribute } from './onnx-file.js';
import { renamedAttributes } from './subgraph.js';
import { integerTensor, type Tensor } from './tensor.js';

/** One way in which a port may differ from the tensor of the whole graph it stands for. */
export type Step =
  | { readonly op: 'Reshape'; readonly to: readonly number[] }
  | { readonly op: 'Cast'; readonly to: number }
  /** [1, a, b] → [1, b, a]. */
  | { readonly op: 'Transpose' };

/** A port of a piece and the tensor of the whole graph behind it; the steps lead from the input's side to the output's. */
export interface Join {
  readonly port: Port;
  readonly tensor: string;
  readonly steps: readonly Step[];
}

export interface PieceShape {
  readonly title: string;
  readonly inputs: readonly Join[];
  readonly outputs: readonly Join[];
}

/** Cuts one piece. Throws ImportError if it needs an input of the whole graph that it is not given. */
export function cutPiece(whole: Graph, shape: PieceShape): Graph {
  const fed = new Set(shape.inputs.map((join) => join.tensor));
  const wanted = shape.outputs.map((join) => join.tensor);
  const needed = new GraphIndex(whole).ancestors(wanted, fed);
  const stranger = whole.inputs.find((port) => needed.has(port.name) && !fed.has(port.name));
  if (stranger) {
    throw new ImportError('cut', `piece ${shape.title} needs ${stranger.name}, which is none of its inputs`);
  }
  const isMade = (tensor: string): boolean => needed.has(tensor) && !fed.has(tensor);
  const nodes = whole.nodes.filter((node) => node.outputs.some(isMade));
  const initializers = new Map([...whole.initializers].filter(([name]) => isMade(name)));
  const inputs = shape.inputs.filter((join) => needed.has(join.tensor));
  const piece = joined({ nodes, initializers }, inputs, shape.outputs);
  assertComplete(piece, `piece ${shape.title}`);
  return piece;
}

function joined(
  inner: Pick<Graph, 'nodes' | 'initializers'>,
  inputs: readonly Join[],
  outputs: readonly Join[],
): Graph {
  const initializers = new Map(inner.initializers);
  const entering = inputs.flatMap((join) => stepNodes(join, join.port.name, join.tensor, initializers));
  const leaving = outputs.flatMap((join) => stepNodes(join, join.tensor, join.port.name, initializers));
  const direct = [...inputs, ...outputs].filter((join) => join.steps.length === 0);
  const renames = new Map(direct.map((join) => [join.tensor, join.port.name]));
  const rename = (name: string): string => renames.get(name) ?? name;
  return {
    inputs: inputs.map((join) => join.port),
    outputs: outputs.map((join) => join.port),
    nodes: [...entering, ...inner.nodes, ...leaving].map((node) => ({
      ...node,
      inputs: node.inputs.map(rename),
      outputs: node.outputs.map(rename),
      attributes: renamedAttributes(node.attributes, rename),
    })),
    initializers,
  };
}

/** The nodes that lead from one tensor to another by the join's steps. */
function stepNodes(join: Join, from: string, to: string, initializers: Map<string, Tensor>): GraphNode[] {
  return join.steps.map((step, at) => {
    const input = at === 0 ? from : `${join.port.name}.step${at}`;
    const output = at === join.steps.length - 1 ? to : `${join.port.name}.step${at + 1}`;
    const node = { op: step.op, domain: '', name: `${join.port.name}.${step.op}`, outputs: [output] };
    if (step.op === 'Cast')
      return { ...node, inputs: [input], attributes: [integerAttribute('to', step.to)] };
    if (step.op === 'Transpose') {
      return { ...node, inputs: [input], attributes: [integersAttribute('perm', [0, 2, 1])] };
    }
    const shape = `${join.port.name}.shape`;
    initializers.set(shape, integerTensor(shape, step.to));
    return { ...node, inputs: [input, shape], attributes: [] };
  });
}
