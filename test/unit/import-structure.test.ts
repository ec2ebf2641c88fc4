/** The structure search on the real model, and on the same model as other exporters would have written it. */
import { expect, test } from '@jest/globals';
import { type CutPoints, findCutPoints } from '../../models/import/cut-points.js';
import { isQuantised } from '../../models/import/dequantise.js';
import { type Graph, GraphIndex, type GraphNode } from '../../models/import/graph.js';
import { findPorts } from '../../models/import/graph-ports.js';
import { isHalfPrecision, singlePrecision } from '../../models/import/half-precision.js';
import { importedPieces } from '../../models/import/import-model.js';
import { floats } from '../../models/import/tensor.js';
import {
  renamed,
  withFramesInRows,
  withGemms,
  withInstanceNorms,
  withIntegerSpeed,
  withOwnSourceAxis,
  withPlainOperators,
} from '../harness/export-variants.js';
import { halved } from '../harness/half-export.js';
import { realModel, sourceModelPath } from '../harness/source-model.js';

const path = sourceModelPath();
const onRealModel = path === undefined ? test.skip : test;
const whole = (): Graph => realModel(path ?? '').model.graph;
let shape: unknown;
const wholeShape = (): unknown => {
  shape ??= shapeOf(whole());
  return shape;
};
let cut: CutPoints | undefined;
const cutPoints = (): CutPoints => {
  cut ??= findCutPoints(whole());
  return cut;
};

/** What a graph's pieces are made of, whatever its tensors are called. */
function shapeOf(graph: Graph): unknown {
  const { pieces, findings } = importedPieces(graph, findPorts(graph));
  if (!findings.split) throw new Error('not cut');
  const { hiddenSizes, constants, normSites, generatorConvolutions } = findings;
  return {
    pieces: pieces.map((piece) => [
      piece.title,
      piece.graph.nodes.length,
      piece.graph.inputs,
      piece.graph.outputs,
    ]),
    hiddenSizes,
    constants,
    sites: normSites.map(({ piece, channels, statistics, eps, gammaBeta, leakySlope }) => {
      return [piece, channels, statistics, eps, gammaBeta.style, gammaBeta.gamma, gammaBeta.beta, leakySlope];
    }),
    convolutions: generatorConvolutions.map((made) => [
      made.in,
      made.out,
      made.kernel,
      made.dilation,
      made.transpose,
    ]),
  };
}

onRealModel('the pinned file becomes 2,366 float nodes and 325.6 MB of weights', () => {
  const { model, source } = realModel(path ?? '');
  expect(source.format).toBe('int8');
  expect(isQuantised(model.graph)).toBe(false);
  expect(model.graph.nodes).toHaveLength(2366);
  const bytes = [...model.graph.initializers.values()].reduce(
    (sum, tensor) => sum + tensor.bytes.byteLength,
    0,
  );
  expect(bytes).toBeGreaterThan(324e6);
  expect(bytes).toBeLessThan(326e6);
});

onRealModel('the cut points of the pinned file are the tensors its exporter named', () => {
  const found = cutPoints();
  expect(found).toMatchObject({
    durations: '/encoder/predictor/ReduceSum_output_0',
    d: { byToken: '/encoder/predictor/text_encoder/Concat_4_output_0', byFrame: '/encoder/MatMul_output_0' },
    text: { byToken: '/encoder/text_encoder/Transpose_2_output_0', byFrame: '/encoder/MatMul_1_output_0' },
    f0: '/decoder/decoder/Unsqueeze_output_0',
    energy: '/decoder/decoder/Unsqueeze_1_output_0',
    x: '/decoder/decoder/decode.3/Div_4_output_0',
    har: '/decoder/decoder/generator/Concat_3_output_0',
    post: '/decoder/decoder/generator/conv_post/Conv_output_0',
  });
});

onRealModel('all sites, convolutions, sizes and constants of the pinned file are found', () => {
  const { findings } = importedPieces(whole(), findPorts(whole()));
  if (!findings.split) throw new Error('not cut');
  const sites = findings.normSites.filter(({ piece }) => piece === 'generator');
  expect(sites).toHaveLength(48);
  expect(sites.reduce((sum, { channels }) => sum + channels, 0)).toBe(9216);
  expect(new Set(sites.map(({ statistics }) => statistics)).size).toBe(44);
  expect(findings.normSites.filter(({ piece }) => piece === 'decoder')).toHaveLength(10);
  expect(findings.generatorConvolutions).toHaveLength(53);
  expect(findings.hiddenSizes).toEqual({
    vocabulary: 178,
    positions: 512,
    prosody: 640,
    text: 512,
    decoder: 512,
    spectrum: 22,
  });
  const { sourceWeights, sourceBias, stft, ...numbers } = findings.constants;
  const recorded = [-0.0815, -0.1852, -0.1826, -0.1784, -0.0987, 0.0826, 0.0874, -0.3907, -0.5477];
  expect(sourceWeights.map((weight) => Number(weight.toFixed(4)))).toEqual(recorded);
  expect(sourceBias).toBeCloseTo(-0.02945, 5);
  expect(stft).toMatchObject({ n: 20, hop: 5 });
  for (const [n, weight] of stft.window.entries())
    expect(weight).toBeCloseTo(Math.sin((Math.PI * n) / 20) ** 2, 6);
  expect(numbers).toMatchObject({
    harmonics: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    voicedThreshold: 10,
    upsample: 300,
    sampleRate: 24000,
    noiseStd: 0.003,
    noiseInFile: false,
  });
});

onRealModel('nothing depends on the names of nodes, tensors or ports', () => {
  expect(shapeOf(renamed(whole()))).toEqual(wholeShape());
});

onRealModel('a half-precision export of the same weights is cut into the same pieces', () => {
  const half = halved(whole());
  expect(isHalfPrecision(half)).toBe(true);
  const single = singlePrecision(half);
  expect(isHalfPrecision(single)).toBe(false);
  // The casts at the borders are gone but the last, which makes an output of the graph.
  expect(single.nodes.length - whole().nodes.length).toBe(1);
  const name = [...single.initializers.keys()].find((key) => key.endsWith('conv_post.bias')) ?? '';
  const [wide, original] = [single, whole()].map((graph) => graph.initializers.get(name));
  if (!wide || !original) throw new Error('the last bias is missing');
  const exact = floats(original);
  for (const [at, value] of floats(wide).entries()) {
    expect(Math.abs(value - (exact[at] ?? 0))).toBeLessThanOrEqual(Math.abs(value) / 1024 + 2 ** -24);
  }
  const found = findCutPoints(single);
  expect({ ...found, audio: '' }).toEqual({ ...cutPoints(), audio: '' });
});

onRealModel('ports are told apart by type and shape, and an integer speed is found out', () => {
  const variant = withIntegerSpeed(whole(), cutPoints().frames);
  const ports = findPorts(variant);
  expect(ports).toMatchObject({ tokens: findPorts(whole()).tokens, style: findPorts(whole()).style });
  expect(ports.speed).toBe('speed.whole');
  const { pieces } = importedPieces(variant, ports);
  const outer = pieces.find(({ title }) => title === 'whole')?.graph;
  expect(outer?.inputs.map(({ name, type }) => [name, type])).toEqual([
    ['tokens', 7],
    ['style', 1],
    ['speed', 1],
  ]);
  expect(outer?.outputs.map(({ name }) => name)).toEqual(['audio', 'frames']);
});

const variants: readonly [string, (graph: Graph) => Graph][] = [
  ['Gemm layers', withGemms],
  ['InstanceNormalization nodes', withInstanceNorms],
  ['Slices and a plain MatMul', withPlainOperators],
  ['an Unsqueeze for the source alone', (graph) => withOwnSourceAxis(graph, cutPoints().f0)],
];

onRealModel.each(variants)(
  'an export with %s is cut at the same tensors and shows the same sites',
  (_, vary) => {
    const variant = vary(whole());
    const { sites, constants, convolutions } = shapeOf(variant) as Record<string, unknown>;
    expect({ sites, constants, convolutions }).toEqual(pick(wholeShape()));
    const { x, har, post, energy } = findCutPoints(variant);
    expect({ x, har, post, energy }).toMatchObject({
      x: cutPoints().x,
      har: cutPoints().har,
      post: cutPoints().post,
      energy,
    });
  },
);

function pick(shape: unknown): unknown {
  const { sites, constants, convolutions } = shape as Record<string, unknown>;
  return { sites, constants, convolutions };
}

onRealModel('frames in rows are turned before they leave or enter a piece', () => {
  const variant = withFramesInRows(whole(), cutPoints().text.byFrame);
  const found = findCutPoints(variant);
  expect(found.text).toMatchObject({ byFrameRowsAreFrames: true, byTokenRowsAreTokens: true });
  const { pieces } = importedPieces(variant, findPorts(variant));
  const decoder = pieces.find(({ title }) => title === 'decoder')?.graph;
  expect(decoder?.nodes[0]).toMatchObject({ op: 'Transpose', inputs: ['asr'] });
});

const missing: readonly [string, (node: GraphNode) => boolean][] = [
  ['cut point durations', ({ op }) => op === 'Round'],
  ['cut point x', (node) => node.op === 'ConvTranspose' && node.outputs[0]?.includes('ups.0') === true],
  ['cut points f0 and energy', (node) => node.outputs[0]?.includes('N_conv') === true],
  ['cut point post', (node) => node.outputs[0]?.includes('conv_post') === true],
];

onRealModel.each(missing)('a graph without its %s is refused by that name', (check, isLost) => {
  const nodes = whole().nodes.map((node) => (isLost(node) ? { ...node, op: 'Foreign' } : node));
  expect(() => findCutPoints({ ...whole(), nodes })).toThrow(check);
});

onRealModel('every piece computes from its own inputs alone', () => {
  const { pieces } = importedPieces(whole(), findPorts(whole()));
  for (const { graph } of pieces) {
    const known = new Set([...graph.inputs.map(({ name }) => name), ...graph.initializers.keys()]);
    const above = new GraphIndex(graph).ancestors(graph.outputs.map(({ name }) => name));
    const made = new Set(graph.nodes.flatMap(({ outputs }) => outputs));
    expect([...above].filter((name) => !known.has(name) && !made.has(name))).toEqual([]);
  }
});
