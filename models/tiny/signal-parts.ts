/** The arithmetic ends of the vocoder in the graph, true to the formulas the engine's own versions follow. */
import { integersAttribute } from '../import/onnx-file.js';
import { FLOAT } from '../import/tensor.js';
import type { GraphBuilder } from './graph-builder.js';
import { fftSize, hop, sampleRate, samplesPerHalfFrame, spectrumWidth } from './sizes.js';

/** Constants of the harmonic source, told to the engine by model.json. */
export const tinySource = {
  sourceWeights: [1, 0.5, 0.25, 0.12, 0.06, 0.03, 0.02, 0.01, 0.005],
  sourceBias: 0,
  harmonics: [1, 2, 3, 4, 5, 6, 7, 8, 9],
  sineAmplitude: 0.1,
  noiseStd: 0.003,
  noiseUnvoiced: 0.1 / 3,
  noiseInFile: false,
  voicedThreshold: 10,
  upsample: samplesPerHalfFrame,
  sampleRate,
};

const bins = spectrumWidth / 2;

/** Periodic Hann window. */
export const hann = Array.from(
  { length: fftSize },
  (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / fftSize),
);

/** A row for the real and one for the imaginary part of each bin: factor · window · cos or −sin. */
function fourierRows(factor: (bin: number) => number): number[] {
  const turns = [(angle: number) => Math.cos(angle), (angle: number) => -Math.sin(angle)];
  return turns.flatMap((turn) =>
    Array.from({ length: bins }, (_, bin) =>
      hann.map((weight, n) => factor(bin) * weight * turn((2 * Math.PI * bin * n) / fftSize)),
    ).flat(),
  );
}

/** F0 [1,2T] in Hz → har [1,22,120T+1]: nine harmonics without noise, mixed, squashed, transformed. */
export function harmonicSource(g: GraphBuilder, f0: string): string {
  const column = (values: readonly number[]): string => g.constant(values, [1, values.length, 1]);
  const perStep = g.node('Mul', [f0, g.constant(samplesPerHalfFrame / sampleRate)]);
  const cycles = upsampled(g, g.node('CumSum', [perStep, g.integer(1)]), 'linear');
  const turns = g.node('Mul', [cycles, column(tinySource.harmonics)]);
  const phase = g.node('Sub', [turns, g.node('Floor', [turns])]);
  const sines = g.node('Sin', [g.node('Mul', [phase, g.constant(2 * Math.PI)])]);
  const isVoiced = g.cast(g.node('Greater', [f0, g.constant(tinySource.voicedThreshold)]), FLOAT);
  const weights = tinySource.sourceWeights.map((weight) => weight * tinySource.sineAmplitude);
  const voiced = g.node('Mul', [g.node('Mul', [sines, column(weights)]), upsampled(g, isVoiced, 'nearest')]);
  const excitation = g.node('Tanh', [g.node('ReduceSum', [voiced, g.list(1)])]);
  return transformed(g, excitation);
}

/** [1,2T] → [1,1,600T]. */
function upsampled(g: GraphBuilder, curve: string, mode: 'linear' | 'nearest'): string {
  const scales = g.constant([1, 1, samplesPerHalfFrame], [3]);
  const text = (name: string, value: string) => ({ name, type: 3, s: Buffer.from(value) });
  const attributes =
    mode === 'linear'
      ? [text('mode', mode), text('coordinate_transformation_mode', 'half_pixel')]
      : [
          text('mode', mode),
          text('coordinate_transformation_mode', 'asymmetric'),
          text('nearest_mode', 'floor'),
        ];
  return g.node('Resize', [g.shaped(curve, 1, 1, -1), '', scales], attributes);
}

/** [1,1,600T] → magnitudes, then phases in radians. */
function transformed(g: GraphBuilder, signal: string): string {
  const edges = [g.list(0, 0, fftSize / 2, 0, 0, fftSize / 2)];
  const padded = g.node('Pad', [signal, ...edges], [{ name: 'mode', type: 3, s: Buffer.from('reflect') }]);
  const basis = g.constant(
    fourierRows(() => 1),
    [spectrumWidth, 1, fftSize],
  );
  const spectrum = g.node('Conv', [padded, basis], [integersAttribute('strides', [hop])]);
  const real = g.rows(spectrum, 0, bins);
  const imaginary = g.rows(spectrum, bins, 2 * bins);
  const squares = [real, imaginary].map((part) => g.node('Mul', [part, part]));
  return g.joined(1, g.node('Sqrt', [g.node('Add', squares)]), angle(g, real, imaginary));
}

/** atan2 of two tensors: ONNX has the arc tangent of a quotient only. */
function angle(g: GraphBuilder, real: string, imaginary: string): string {
  const zero = g.constant(0);
  const isZero = g.node('Equal', [real, zero]);
  const safe = g.node('Where', [isZero, g.constant(1e-20), real]);
  const half = g.node('Atan', [g.node('Div', [imaginary, safe])]);
  const isNegative = g.node('Less', [imaginary, zero]);
  const turn = g.node('Where', [isNegative, g.constant(-Math.PI), g.constant(Math.PI)]);
  return g.node('Where', [g.node('Less', [safe, zero]), g.node('Add', [half, turn]), half]);
}

/** post [1,22,120T+1] → audio [600T], undivided like the v1.0 exports: 1.5 times the PyTorch level. */
export function inverseTransform(g: GraphBuilder, post: string): string {
  const magnitude = g.node('Exp', [g.rows(post, 0, bins)]);
  const phase = g.node('Sin', [g.rows(post, bins, 2 * bins)]);
  const parts = ['Cos', 'Sin'].map((turn) => g.node('Mul', [magnitude, g.node(turn, [phase])]));
  const twoSided = (bin: number): number => (bin === 0 || bin === bins - 1 ? 1 : 2) / fftSize;
  const basis = g.constant(fourierRows(twoSided), [spectrumWidth, 1, fftSize]);
  const overlapped = g.node(
    'ConvTranspose',
    [g.joined(1, ...parts), basis],
    [integersAttribute('strides', [hop])],
  );
  const edge = fftSize / 2;
  const kept = g.node('Slice', [overlapped, g.list(edge), g.list(-edge), g.list(2)]);
  return g.shaped(kept, -1);
}
