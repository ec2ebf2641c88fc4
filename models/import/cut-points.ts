/**
 * Finds the tensors at which Kokoro is cut into pieces, by the shape of the graph around them: names differ between
 * exports, the graph does not. Sizes that training chose (640, 512, 22) are read, not assumed.
 */
import { type Alignment, findAlignment, findDurations } from './alignment.js';
import { type Graph, GraphIndex, type GraphNode, integersOf } from './graph.js';
import { ImportError } from './import-error.js';

/** The tensors of a graph that cut it; all are names of tensors. */
export interface CutPoints {
  /** Frames per token, not yet divided by the speed. */
  readonly durations: string;
  /** True if `durations` kept an axis of length 1 at the end. */
  readonly durationsKeepAxis: boolean;
  /** Durations after division, rounding and clipping. */
  readonly frames: string;
  /** What prosody and decoder read by token, and by frame. */
  readonly d: Alignment;
  readonly text: Alignment;
  /** F0 as [1, 1, 2T]: where the decoder reads it, and where the harmonic source does. */
  readonly f0: string;
  readonly sourceF0: string;
  readonly energy: string;
  readonly x: string;
  readonly har: string;
  readonly post: string;
  readonly audio: string;
}

/** Finds every cut point. Throws ImportError naming the first tensor that is not found. */
export function findCutPoints(graph: Graph): CutPoints {
  const index = new GraphIndex(graph);
  const { durations, durationsKeepAxis, frames } = findDurations(index);
  const { d, text } = findAlignment(index, frames, durations);
  const x = findX(index);
  const har = findHarmonics(index);
  const channels = harmonicChannels(index, har);
  const post = findPost(index, channels, x);
  const { f0, energy } = findProsody(index, har);
  const sourceF0 = findSourceF0(index, har, f0);
  return {
    durations,
    durationsKeepAxis,
    frames,
    d,
    text,
    f0,
    sourceF0,
    energy,
    x,
    har,
    post,
    audio: findAudio(index, post),
  };
}

interface ConvolutionShape {
  readonly kernel: number;
  readonly stride?: number;
  readonly outputs?: number;
  readonly inputs?: number;
}

/** True if `node` has a constant one-dimensional kernel of that shape. */
function isConvolution(index: GraphIndex, node: GraphNode, wanted: ConvolutionShape): boolean {
  const dims = index.constant(node.inputs[1])?.dims ?? [];
  // A convolution exported as two-dimensional has height 1.
  const kernel = dims.slice(2).reduce((product, size) => product * size, 1);
  const stride = integersOf(node, 'strides', [1]).reduce((product, size) => product * size, 1);
  return (
    dims.length > 2 &&
    kernel === wanted.kernel &&
    (wanted.stride === undefined || stride === wanted.stride) &&
    (wanted.outputs === undefined || dims[0] === wanted.outputs) &&
    (wanted.inputs === undefined || dims[1] === wanted.inputs)
  );
}

function convolutions(index: GraphIndex, wanted: ConvolutionShape): GraphNode[] {
  return index.nodesOf('Conv').filter((node) => isConvolution(index, node, wanted));
}

/** x: what the LeakyReLU before the first upsampling (ConvTranspose k20 s10) reads. */
function findX(index: GraphIndex): string {
  const candidates = index
    .nodesOf('ConvTranspose')
    .filter((node) => isConvolution(index, node, { kernel: 20, stride: 10 }));
  const upsampling = only(candidates, 'x', 'ConvTranspose with kernel 20 and stride 10');
  const activation = index.producer(upsampling.inputs[0]);
  if (activation?.op !== 'LeakyRelu')
    throw new ImportError('cut point x', 'no LeakyRelu feeds the first upsampling');
  return activation.inputs[0] ?? '';
}

/** har: read by both noise convolutions, k12 s6 and k1, which have the same number of input channels. */
function findHarmonics(index: GraphIndex): string {
  const strided = convolutions(index, { kernel: 12, stride: 6 });
  const found = strided.filter((node) =>
    index
      .consumers(node.inputs[0])
      .some((reader) => reader.op === 'Conv' && isConvolution(index, reader, { kernel: 1, stride: 1 })),
  );
  return only(found, 'har', 'tensor read by a Conv k12 s6 and a Conv k1').inputs[0] ?? '';
}

/** Magnitudes and phases together: 22. */
function harmonicChannels(index: GraphIndex, har: string): number {
  const reader = index.consumers(har).find((node) => node.op === 'Conv');
  return index.constant(reader?.inputs[1])?.dims[1] ?? 0;
}

/** post: the only Conv k7 with as many outputs as har has channels, below x. */
function findPost(index: GraphIndex, channels: number, x: string): string {
  const below = index.descendants(x);
  const found = convolutions(index, { kernel: 7, outputs: channels }).filter((node) =>
    below.has(node.outputs[0] ?? ''),
  );
  return only(found, 'post', `Conv k7 with ${channels} outputs below x`).outputs[0] ?? '';
}

/** F0 and N are the inputs of the only two 1 → 1 convolutions k3 s2; the harmonic source reads F0, too. */
function findProsody(index: GraphIndex, har: string): { f0: string; energy: string } {
  const readers = convolutions(index, { kernel: 3, stride: 2, outputs: 1, inputs: 1 });
  if (readers.length !== 2) {
    throw new ImportError('cut points f0 and energy', `${readers.length} Conv 1 → 1 k3 s2 found, not 2`);
  }
  const sources = index.ancestors([har]);
  const curves = readers.map((node) => node.inputs[0] ?? '');
  const f0 = curves.find((tensor) => sources.has(index.unshaped(tensor)));
  const energy = curves.find((tensor) => !sources.has(index.unshaped(tensor)));
  if (f0 === undefined) throw new ImportError('cut point f0', 'neither curve reaches the harmonic source');
  if (energy === undefined)
    throw new ImportError('cut point energy', 'both curves reach the harmonic source');
  return { f0, energy };
}

/** What the source's first Resize (×300, below F0) reads. */
function findSourceF0(index: GraphIndex, har: string, f0: string): string {
  const curve = index.unshaped(f0);
  const above = index.ancestors([har], new Set([curve]));
  const resize = index.nodesOf('Resize', 'Upsample').find((node) => above.has(node.outputs[0] ?? ''));
  if (!resize) throw new ImportError('cut point f0', 'the harmonic source holds no Resize');
  const read = resize.inputs[0] ?? '';
  if (index.unshaped(read) !== curve) {
    throw new ImportError('cut point f0', 'the harmonic source reads another curve than the decoder');
  }
  return read;
}

/** The output that depends on post: the waveform. */
function findAudio(index: GraphIndex, post: string): string {
  const below = index.descendants(post);
  const found = index.graph.outputs.filter((port) => below.has(port.name));
  return only(found, 'audio', 'output of the graph below post').name;
}

/** The single one found; throws ImportError naming the tensor otherwise. */
function only<Item>(found: readonly Item[], tensor: string, what: string): Item {
  const [first] = found;
  if (first === undefined || found.length > 1) {
    throw new ImportError(
      `cut point ${tensor}`,
      `${found.length === 0 ? 'no' : found.length} ${what} found, not 1`,
    );
  }
  return first;
}
