import type { GraphNode } from './graph.js';
import type { WeightStore } from './quantised-weight.js';

/**
 * The LSTM a DynamicQuantizeLSTM stands for. Its operands are X, W, R, B, sequence lengths, initial h, initial c, P and then
 * scale and zero point of W and of R; the quantised weights lie transposed.
 */
export function dequantisedLstm(node: GraphNode, weights: WeightStore): GraphNode {
  const [x = '', w = '', r = '', b = '', lengths = '', h = '', c = '', p = ''] = node.inputs;
  const [wScale = '', wZero, rScale = '', rZero] = node.inputs.slice(8);
  const weight = weights.transposedFloatOf(w, wScale, wZero);
  const recurrence = weights.transposedFloatOf(r, rScale, rZero);
  const inputs = [x, weight, recurrence, b, lengths, h, c, p];
  while (inputs.at(-1) === '') inputs.pop();
  return { ...node, op: 'LSTM', domain: '', inputs };
}
