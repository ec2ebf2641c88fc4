/** Finds where the graph turns tokens into frames: the durations, and the products with the 0/1 alignment matrix. */
import { attribute, type GraphIndex, type GraphNode, integerOf } from './graph.js';
import { ImportError } from './import-error.js';

/** One product of token features with the alignment matrix. */
export interface Alignment {
  /** The features by token, and true if a row is a token (N × channels) instead of a channel. */
  readonly byToken: string;
  readonly byTokenRowsAreTokens: boolean;
  /** The features by frame, and true if a row is a frame. */
  readonly byFrame: string;
  readonly byFrameRowsAreFrames: boolean;
}

/** The float durations above the graph's only Round, and the clipped ones below it. Throws ImportError. */
export function findDurations(index: GraphIndex): {
  durations: string;
  durationsKeepAxis: boolean;
  frames: string;
} {
  const rounds = index.nodesOf('Round');
  const [round] = rounds;
  if (!round || rounds.length > 1) {
    throw new ImportError('cut point durations', `${rounds.length} Round nodes found, not 1`);
  }
  const sum = climbToSum(index, round);
  if (!sum)
    throw new ImportError(
      'cut point durations',
      'no ReduceSum after a Sigmoid within 4 steps above the Round',
    );
  return {
    durations: sum.outputs[0] ?? '',
    durationsKeepAxis: integerOf(sum, 'keepdims', 1) !== 0,
    frames: clipped(index, round),
  };
}

function climbToSum(index: GraphIndex, round: GraphNode): GraphNode | undefined {
  let level = [round];
  for (let step = 0; step < 4; step++) {
    level = level.flatMap((node) => node.inputs.flatMap((input) => index.producer(input) ?? []));
    const sum = level.find(
      (node) => node.op === 'ReduceSum' && index.producer(node.inputs[0])?.op === 'Sigmoid',
    );
    if (sum) return sum;
  }
  return undefined;
}

/** What the lower bound of one frame makes of the rounded durations. */
function clipped(index: GraphIndex, round: GraphNode): string {
  const bound = index.consumers(round.outputs[0]).find((node) => ['Clip', 'Max'].includes(node.op));
  if (!bound) throw new ImportError('cut point frames', 'no Clip or Max reads the rounded durations');
  return bound.outputs[0] ?? '';
}

/** The two products with the alignment: `d` is the one whose features the durations come from. Throws ImportError. */
export function findAlignment(
  index: GraphIndex,
  frames: string,
  durations: string,
): { d: Alignment; text: Alignment } {
  const aligned = index.descendants(frames);
  const products = index
    .nodesOf('MatMul', 'FusedMatMul')
    .flatMap((node) => alignmentOf(index, node, aligned) ?? []);
  const aboveDurations = index.ancestors([durations]);
  // The features may be turned for the product alone: what counts is what they were before.
  const isProsody = ({ byToken }: Alignment): boolean => aboveDurations.has(index.unshaped(byToken));
  const d = products.filter(isProsody);
  const text = products.filter((product) => !isProsody(product));
  return { d: only(d, 'd'), text: only(text, 't_en') };
}

function only(products: readonly Alignment[], tensor: string): Alignment {
  const [product] = products;
  if (product && products.length === 1) return product;
  throw new ImportError(`cut point ${tensor}`, `${products.length} products with the alignment found, not 1`);
}

/** A product of an aligned operand with one that is neither constant nor aligned. */
function alignmentOf(
  index: GraphIndex,
  node: GraphNode,
  aligned: ReadonlySet<string>,
): Alignment | undefined {
  const [left = '', right = ''] = node.inputs;
  const isFeature = (name: string): boolean => !aligned.has(name) && index.constant(name) === undefined;
  const scale = attribute(node, 'alpha')?.f ?? 1;
  if (scale !== 1) return undefined;
  const byFrame = node.outputs[0] ?? '';
  // features · alignment = channels × frames; alignment · features = frames × channels.
  if (isFeature(left) && aligned.has(right)) {
    const byTokenRowsAreTokens = integerOf(node, 'transA', 0) !== 0;
    return { byToken: left, byTokenRowsAreTokens, byFrame, byFrameRowsAreFrames: false };
  }
  if (isFeature(right) && aligned.has(left)) {
    const byTokenRowsAreTokens = integerOf(node, 'transB', 0) === 0;
    return { byToken: right, byTokenRowsAreTokens, byFrame, byFrameRowsAreFrames: true };
  }
  return undefined;
}
