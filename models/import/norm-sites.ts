/**
 * Maps the sites where the style enters by adaptive instance normalisation, u = (1 + γ)·(v − μ)/√(σ² + ε) + β, so that the
 * engine can freeze their statistics and fold them. They are found from the style's side: what is multiplied by a
 * function of the style alone and then has another added.
 */
import { type Activation, activationAfter } from './activation.js';
import { type Graph, GraphIndex, type GraphNode } from './graph.js';
import { ImportError } from './import-error.js';
import { type Normalisation, normalisationAbove } from './normalisation.js';
import { layerOutputs, type StyleLayer, sliceOf, styleLayer } from './style-slices.js';

/** One site of a piece, named by the piece's own tensors. */
export interface NormSite extends Activation {
  readonly piece: string;
  /** Among the piece's sites, in the order of computation. */
  readonly order: number;
  /** Sites with the same number normalise the same tensor: they share their statistics. */
  readonly statistics: number;
  readonly inputTensor: string;
  readonly outputTensor: string;
  readonly channels: number;
  /** Axis of the input over which mean and variance are taken: 2, or 0 where the optimiser turned the layout. */
  readonly timeAxis: number;
  readonly eps: number;
  /** Makes 2 × channels numbers of a part of the style; γ and β are the given ranges of them. */
  readonly gammaBeta: StyleLayer & {
    readonly gamma: readonly [start: number, end: number];
    readonly beta: readonly [start: number, end: number];
  };
}

/** All sites of a piece, in order. Throws ImportError if one has scale and shift from the style but no known norm. */
export function findNormSites(piece: string, graph: Graph): NormSite[] {
  const index = new GraphIndex(graph);
  const styled = styleOnly(graph);
  const inputs: string[] = [];
  const sites: NormSite[] = [];
  for (const node of graph.nodes) {
    const affine = node.op === 'Mul' ? affineAt(index, styled, node) : undefined;
    const norm = affine && normalisationAbove(index, affine.normed);
    if (!affine || !norm) continue;
    if (!inputs.includes(norm.inputTensor)) inputs.push(norm.inputTensor);
    const statistics = inputs.indexOf(norm.inputTensor);
    sites.push(siteOf(index, piece, sites.length, statistics, affine, norm));
  }
  return sites;
}

/** Tensors computed from the style and constants alone. */
function styleOnly(graph: Graph): Set<string> {
  const styled = new Set(['style']);
  for (const node of graph.nodes) {
    const varying = node.inputs.filter((name) => name !== '' && !graph.initializers.has(name));
    if (varying.length > 0 && varying.every((name) => styled.has(name))) {
      for (const output of node.outputs) styled.add(output);
    }
  }
  return styled;
}

interface Affine {
  readonly normed: string;
  readonly scale: string;
  readonly shift: string;
  readonly output: string;
}

function affineAt(index: GraphIndex, styled: ReadonlySet<string>, product: GraphNode): Affine | undefined {
  const scale = product.inputs.find((name) => styled.has(name));
  const normed = product.inputs.find((name) => !styled.has(name));
  if (scale === undefined || normed === undefined) return undefined;
  const sum = index.consumers(product.outputs[0]).find((node) => node.op === 'Add');
  const shift = sum?.inputs.find((name) => styled.has(name));
  return sum && shift !== undefined ? { normed, scale, shift, output: sum.outputs[0] ?? '' } : undefined;
}

function siteOf(
  index: GraphIndex,
  piece: string,
  order: number,
  statistics: number,
  affine: Affine,
  norm: Normalisation,
): NormSite {
  const fail = (why: string): ImportError =>
    new ImportError('norm sites', `${piece}, site ${order} at ${affine.output}: ${why}`);
  const plusOne = index.producer(index.unshaped(affine.scale));
  const gamma = plusOne?.op === 'Add' ? plusOne.inputs.find((name) => !index.constant(name)) : undefined;
  if (gamma === undefined) throw fail('its scale is not 1 + γ');
  const bounds = [gamma, affine.shift].map((name) => {
    const rough = sliceOf(index, index.unshaped(name), Number.MAX_SAFE_INTEGER);
    const layer = rough && styleLayer(index, index.unshaped(rough.of), 'style');
    const exact = layer && sliceOf(index, index.unshaped(name), layerOutputs(index, layer));
    if (!layer || !exact) throw fail('γ or β is no slice of a linear layer of the style');
    return { layer, range: [exact.start, exact.end] as const };
  });
  const [scale, shift] = bounds;
  if (!scale || !shift || scale.layer.weight !== shift.layer.weight)
    throw fail('γ and β come from different layers');
  return {
    piece,
    order,
    statistics,
    ...norm,
    outputTensor: affine.output,
    channels: scale.range[1] - scale.range[0],
    gammaBeta: { ...scale.layer, gamma: scale.range, beta: shift.range },
    ...activationAfter(index, affine.output),
  };
}
