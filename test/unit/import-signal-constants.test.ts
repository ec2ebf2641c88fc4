/** Constants of sources the pinned file has not: noise, and an STFT made of a convolution. */
import { expect, test } from '@jest/globals';
import { readSourceConstants } from '../../models/import/constants.js';
import type { CutPoints } from '../../models/import/cut-points.js';
import { type Graph, GraphIndex, type GraphNode } from '../../models/import/graph.js';
import { integersAttribute } from '../../models/import/onnx-file.js';
import type { Tensor } from '../../models/import/tensor.js';
import { float, graph, node, port } from '../harness/onnx-graphs.js';

const scalars: readonly Tensor[] = [
  float('amp', [], 0.1),
  float('ten', [], 10),
  float('std', [], 0.004),
  float('one', [], 1),
  float('three', [], 3),
  float('bias', [1], -0.5),
  float('rate', [], 24000),
  float('scales', [3], 1, 1, 300),
  float('multiples', [1, 1, 3], 1, 2, 3),
  float('weights', [3, 1], 0.25, 0.5, 0.75),
];

/** uv·std + (1 − uv)·amp / 3, times a random draw. */
const noise: readonly GraphNode[] = [
  node('Mul', ['uv', 'std'], ['voiced']),
  node('Sub', ['one', 'uv'], ['unvoiced']),
  node('Mul', ['unvoiced', 'amp'], ['scaled']),
  node('Div', ['scaled', 'three'], ['third']),
  node('Add', ['voiced', 'third'], ['level']),
  node('RandomNormalLike', ['gated'], ['draw']),
  node('Mul', ['level', 'draw'], ['noise']),
  node('Add', ['gated', 'noise'], ['excited']),
];

function source(excited: string, extra: readonly GraphNode[]): Graph {
  const basis = float('basis', [22, 1, 20], ...Array.from({ length: 440 }, (_, at) => at / 100));
  const nodes = [
    node('Resize', ['f0', '', 'scales'], ['up']),
    node('Mul', ['up', 'multiples'], ['hertz']),
    node('Div', ['hertz', 'rate'], ['cycles']),
    node('Greater', ['up', 'ten'], ['above']),
    node('Cast', ['above'], ['uv']),
    node('Sin', ['cycles'], ['sines']),
    node('Mul', ['sines', 'amp'], ['loud']),
    node('Mul', ['loud', 'uv'], ['gated']),
    ...extra,
    node('MatMul', [excited, 'weights'], ['mix']),
    node('Add', ['mix', 'bias'], ['biased']),
    node('Tanh', ['biased'], ['wave']),
    node('Conv', ['wave', 'basis'], ['har'], [integersAttribute('strides', [5])]),
  ];
  return graph([port('f0', [1, 1, 'T'])], [port('har')], nodes, [...scalars, basis]);
}

const cut = { sourceF0: 'f0', har: 'har' } as CutPoints;

test('amplitudes of the noise are evaluated for voiced and for unvoiced samples', () => {
  const found = readSourceConstants(new GraphIndex(source('excited', noise)), cut);
  expect(found.noiseInFile).toBe(true);
  expect(found.noiseStd).toBeCloseTo(0.004, 8);
  expect(found.noiseUnvoiced).toBeCloseTo(0.1 / 3, 8);
});

test('a source without a draw keeps the trained amplitudes and says so', () => {
  const found = readSourceConstants(new GraphIndex(source('gated', [])), cut);
  expect(found).toMatchObject({ noiseInFile: false, noiseStd: 0.003 });
  expect(found.noiseUnvoiced).toBeCloseTo(0.1 / 3, 8);
});

test('weights, harmonics and rates are read from the file', () => {
  const found = readSourceConstants(new GraphIndex(source('gated', [])), cut);
  expect(found.sourceWeights).toEqual([0.25, 0.5, 0.75]);
  expect(found).toMatchObject({ sourceBias: -0.5, harmonics: [1, 2, 3], upsample: 300, sampleRate: 24000 });
  expect(found).toMatchObject({ voicedThreshold: 10, sineAmplitude: Math.fround(0.1) });
});

test('a convolution that stands for the STFT gives its size, hop and window', () => {
  const { stft } = readSourceConstants(new GraphIndex(source('gated', [])), cut);
  expect(stft).toMatchObject({ n: 20, hop: 5 });
  expect(stft.window).toHaveLength(20);
  expect(stft.window[19]).toBeCloseTo(0.19, 6);
});

test('a constant that is not found is named', () => {
  const graphWithout = source('gated', []);
  const nodes = graphWithout.nodes.map((made) => (made.op === 'Sin' ? { ...made, op: 'Cos' } : made));
  const index = new GraphIndex({ ...graphWithout, nodes });
  expect(() => readSourceConstants(index, cut)).toThrow(/source constants: sine amplitude/);
});
