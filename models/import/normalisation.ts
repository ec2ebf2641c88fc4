import { attribute, type GraphIndex, type GraphNode, integersOf } from './graph.js';
import { FLOAT, floats, integers } from './tensor.js';

/** A normalisation over time: what it reads, and how. */
export interface Normalisation {
  readonly inputTensor: string;
  readonly timeAxis: number;
  readonly eps: number;
}

/**
 * The normalisation that makes `tensor`: InstanceNormalization, or (v − mean)/√(mean of squares + ε) in single nodes, with
 * an affine part of ones and zeros or a change of layout in between. Undefined if it is another kind of norm.
 */
export function normalisationAbove(index: GraphIndex, tensor: string): Normalisation | undefined {
  const node = index.producer(index.unshaped(tensor));
  if (!node) return undefined;
  if (node.op === 'InstanceNormalization') {
    const eps = attribute(node, 'epsilon')?.f ?? 1e-5;
    return { inputTensor: index.unshaped(node.inputs[0] ?? ''), timeAxis: 2, eps };
  }
  if (node.op === 'Div') return composed(index, node);
  const neutral = node.op === 'Mul' ? 1 : 0;
  const other = node.inputs.find((name) => isAll(index, name, neutral));
  if ((node.op !== 'Mul' && node.op !== 'Add') || other === undefined) return undefined;
  return normalisationAbove(index, node.inputs.find((name) => name !== other) ?? '');
}

/** The seven nodes; an optimiser may have put changes of layout between them. */
function composed(index: GraphIndex, division: GraphNode): Normalisation | undefined {
  const [centred, deviation] = division.inputs.map((name) => index.producer(index.unshaped(name)));
  const sum = deviation?.op === 'Sqrt' ? index.producer(deviation.inputs[0]) : undefined;
  const epsilon = sum?.inputs.map((name) => index.constant(name)).find((constant) => constant);
  const makers = sum?.inputs.map((name) => index.producer(index.unshaped(name)));
  const variance = makers?.find((maker) => maker?.op === 'ReduceMean');
  if (centred?.op !== 'Sub' || sum?.op !== 'Add' || !epsilon || !variance) return undefined;
  const timeAxis = reducedAxis(index, variance);
  if (timeAxis === undefined || timeAxis < 0) return undefined;
  return { inputTensor: centred.inputs[0] ?? '', timeAxis, eps: floats(epsilon)[0] ?? 0 };
}

/** The one axis a ReduceMean takes away; layer norms count theirs from the end (−1). */
function reducedAxis(index: GraphIndex, node: GraphNode): number | undefined {
  const constant = index.constant(node.inputs[1]);
  const axes = constant ? integers(constant) : integersOf(node, 'axes', []);
  return axes.length === 1 ? axes[0] : undefined;
}

function isAll(index: GraphIndex, name: string, value: number): boolean {
  const constant = index.constant(name);
  return constant?.type === FLOAT && floats(constant).every((element) => element === value);
}
