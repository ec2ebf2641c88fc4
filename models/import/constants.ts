/** Reads from the harmonic source what the engine's own source needs: nothing of it is typed in. */
import type { CutPoints } from './cut-points.js';
import { type GraphIndex, type GraphNode, integersOf } from './graph.js';
import { ImportError } from './import-error.js';
import { elementCount, floats, integers } from './tensor.js';

/** Numbers of the harmonic source and the STFT. */
export interface SourceConstants {
  /** How the harmonics are mixed, fundamental first, and what is added. */
  readonly sourceWeights: readonly number[];
  readonly sourceBias: number;
  /** Multiples of F0, in the order of the weights. */
  readonly harmonics: readonly number[];
  readonly sineAmplitude: number;
  /** Standard deviation of the noise where F0 is above the threshold, and elsewhere. */
  readonly noiseStd: number;
  readonly noiseUnvoiced: number;
  /** False if this export draws no noise; `noiseStd` is then what the model was trained with. */
  readonly noiseInFile: boolean;
  /** Hz: above it a half-frame is voiced. */
  readonly voicedThreshold: number;
  /** Samples per half-frame, and per second. */
  readonly upsample: number;
  readonly sampleRate: number;
  readonly stft: { readonly n: number; readonly hop: number; readonly window: readonly number[] };
}

/** Of the original SineGen (`noise_std`), for exports that draw no noise. */
const trainedNoiseStd = 0.003;

/** Reads the constants between F0 and har. Throws ImportError naming the one not found. */
export function readSourceConstants(index: GraphIndex, cut: CutPoints): SourceConstants {
  const above = index.ancestors([cut.har], new Set([cut.sourceF0]));
  const nodes = index.graph.nodes.filter((node) => node.outputs.some((output) => above.has(output)));
  const squash = nodes.find((node) => node.op === 'Tanh');
  if (!squash) throw missing('weights', 'no Tanh ends the mix of the harmonics');
  const mixed = index.ancestors(squash.inputs, new Set([cut.sourceF0]));
  const excitation = nodes.filter((node) => node.outputs.some((output) => mixed.has(output)));
  const mix = readMix(index, squash);
  const sineAmplitude = scalarBeside(index, excitation, 'Mul', (node) => makerOp(index, node, 'Sin'));
  if (sineAmplitude === undefined) throw missing('sine amplitude', 'no constant scales the sines');
  const voicedThreshold = scalarBeside(index, excitation, 'Greater', () => true);
  if (voicedThreshold === undefined) throw missing('voiced threshold', 'nothing compares F0 with a constant');
  return {
    ...mix,
    ...readPitch(index, excitation, cut.sourceF0, mix.sourceWeights.length),
    sineAmplitude,
    voicedThreshold,
    ...readNoise(index, excitation, sineAmplitude),
    stft: readStft(index, nodes),
  };
}

function missing(what: string, why: string): ImportError {
  return new ImportError(`source constants: ${what}`, why);
}

function makerOp(index: GraphIndex, node: GraphNode, op: string): boolean {
  return node.inputs.some((input) => index.producer(input)?.op === op);
}

/** The only element of a constant, or undefined. */
function scalar(index: GraphIndex, name: string | undefined): number | undefined {
  const tensor = index.constant(name);
  return tensor && elementCount(tensor.dims) === 1 ? floats(tensor)[0] : undefined;
}

/** The constant operand of the first such node that has one. */
function scalarBeside(
  index: GraphIndex,
  nodes: readonly GraphNode[],
  op: string,
  test: (node: GraphNode) => boolean,
): number | undefined {
  for (const node of nodes.filter((candidate) => candidate.op === op && test(candidate))) {
    for (const input of node.inputs) {
      const value = scalar(index, input);
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

/** Weights and bias of the linear layer before the Tanh: Add(MatMul) or Gemm. */
function readMix(
  index: GraphIndex,
  squash: GraphNode,
): Pick<SourceConstants, 'sourceWeights' | 'sourceBias'> {
  const last = index.producer(squash.inputs[0]);
  const product =
    last?.op === 'Gemm' ? last : last?.inputs.map((input) => index.producer(input)).find((node) => node);
  const weights = product?.inputs.map((input) => index.constant(input)).find((tensor) => tensor);
  const biasName = last?.op === 'Gemm' ? last.inputs[2] : last?.inputs.find((input) => index.constant(input));
  const sourceBias = scalar(index, biasName);
  if (!weights || sourceBias === undefined) throw missing('weights', 'no linear layer before the Tanh');
  return { sourceWeights: [...floats(weights)], sourceBias };
}

function readPitch(
  index: GraphIndex,
  nodes: readonly GraphNode[],
  f0: string,
  count: number,
): Pick<SourceConstants, 'harmonics' | 'upsample' | 'sampleRate'> {
  const resize = nodes.find((node) => ['Resize', 'Upsample'].includes(node.op) && node.inputs[0] === f0);
  const scales = resize?.inputs.slice(1).flatMap((input) => index.constant(input) ?? []);
  const upsample = scales?.map((tensor) => floats(tensor).at(-1)).find((scale) => scale !== undefined);
  if (upsample === undefined) throw missing('upsampling', 'F0 is not resized by a constant');
  const multiples = nodes
    .filter((node) => node.op === 'Mul')
    .flatMap((node) => node.inputs.map((input) => index.constant(input)))
    .find((tensor) => tensor && elementCount(tensor.dims) === count);
  if (!multiples) throw missing('harmonics', `F0 is not multiplied by ${count} constants`);
  const divisors = nodes
    .filter((node) => node.op === 'Div')
    .flatMap((node) => scalar(index, node.inputs[1]) ?? []);
  const sampleRate = Math.max(0, ...divisors);
  if (sampleRate < 8000) throw missing('sample rate', 'frequencies are not divided by one');
  return { upsample, harmonics: [...floats(multiples)], sampleRate };
}

type Noise = Pick<SourceConstants, 'noiseStd' | 'noiseUnvoiced' | 'noiseInFile'>;

/** The noise's amplitude is a formula of "voiced": it is evaluated for voiced = 1 and 0. */
function readNoise(index: GraphIndex, nodes: readonly GraphNode[], sineAmplitude: number): Noise {
  const draw = nodes.find((node) => node.op.startsWith('Random'));
  if (!draw) return { noiseStd: trainedNoiseStd, noiseUnvoiced: sineAmplitude / 3, noiseInFile: false };
  const noise = index.consumers(draw.outputs[0]).find((node) => node.op === 'Mul');
  const amplitude = noise?.inputs.find((input) => input !== draw.outputs[0]);
  const [noiseStd, noiseUnvoiced] = [1, 0].map((voiced) => evaluate(index, amplitude, voiced));
  if (noiseStd === undefined || noiseUnvoiced === undefined) {
    throw missing('noise', 'its amplitude is no formula of constants and "voiced"');
  }
  return { noiseStd, noiseUnvoiced, noiseInFile: true };
}

function evaluate(index: GraphIndex, tensor: string | undefined, voiced: number): number | undefined {
  const constant = scalar(index, tensor);
  if (constant !== undefined) return constant;
  const node = index.producer(tensor);
  if (!node) return undefined;
  if (node.op === 'Greater') return voiced;
  const [left, right] = node.inputs.map((input) => evaluate(index, input, voiced));
  if (node.op === 'Cast' || node.op === 'Identity') return left;
  if (left === undefined || right === undefined) return undefined;
  if (node.op === 'Add') return left + right;
  if (node.op === 'Sub') return left - right;
  if (node.op === 'Mul') return left * right;
  return node.op === 'Div' ? left / right : undefined;
}

/** From an STFT node, or from the convolution that stands for one: its first row is the window itself. */
function readStft(index: GraphIndex, nodes: readonly GraphNode[]): SourceConstants['stft'] {
  const node = nodes.find((candidate) => candidate.op === 'STFT');
  if (node) {
    const [hop, window, n] = node.inputs.slice(1, 4).map((input) => index.constant(input));
    if (!hop || !window) throw missing('STFT', 'its hop or window is not constant');
    const values = [...floats(window)];
    return { n: n ? (integers(n)[0] ?? 0) : values.length, hop: integers(hop)[0] ?? 0, window: values };
  }
  const convolution = nodes.find((candidate) => candidate.op === 'Conv');
  const basis = index.constant(convolution?.inputs[1]);
  const n = basis?.dims.at(-1);
  if (!convolution || !basis || n === undefined)
    throw missing('STFT', 'neither an STFT node nor a convolution');
  const hop = integersOf(convolution, 'strides', [1]).reduce((product, stride) => product * stride, 1);
  return { n, hop, window: [...floats(basis).subarray(0, n)] };
}
