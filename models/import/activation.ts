import { attribute, type GraphIndex, type GraphNode } from './graph.js';

/** What is done to a site's output: snake, u + sin²(αu)/α with one α a channel, or a leaky rectifier. */
export interface Activation {
  /** Names of the constants α and 1/α; null where another activation follows. */
  readonly snakeAlpha: string | null;
  readonly snakeReciprocal: string | null;
  readonly leakySlope: number | null;
  /** The activated tensor; null where none is known. */
  readonly activatedTensor: string | null;
}

/** The activation that reads `tensor`. */
export function activationAfter(index: GraphIndex, tensor: string): Activation {
  const none = { snakeAlpha: null, snakeReciprocal: null, leakySlope: null, activatedTensor: null };
  for (const reader of index.consumers(tensor)) {
    if (reader.op === 'LeakyRelu') {
      const leakySlope = attribute(reader, 'alpha')?.f ?? 0.01;
      return { ...none, leakySlope, activatedTensor: reader.outputs[0] ?? null };
    }
    const snake = reader.op === 'Mul' ? snakeFrom(index, tensor, reader) : undefined;
    if (snake) return { ...none, ...snake };
  }
  return none;
}

/** Mul(u, α) → Sin → square → Mul(1/α) → Add(u). */
function snakeFrom(index: GraphIndex, tensor: string, product: GraphNode): Partial<Activation> | undefined {
  const alpha = product.inputs.find((name) => index.constant(name));
  const [sine] = index.consumers(product.outputs[0]);
  if (alpha === undefined || sine?.op !== 'Sin') return undefined;
  const [square] = index.consumers(sine.outputs[0]);
  if (!square || !['Pow', 'Mul'].includes(square.op)) return undefined;
  const [scaled] = index.consumers(square.outputs[0]);
  const reciprocal = scaled?.op === 'Mul' ? scaled.inputs.find((name) => index.constant(name)) : undefined;
  const [sum] = index.consumers(scaled?.outputs[0]);
  if (sum?.op !== 'Add' || !sum.inputs.includes(tensor)) return undefined;
  return { snakeAlpha: alpha, snakeReciprocal: reciprocal ?? null, activatedTensor: sum.outputs[0] ?? null };
}
