import { expect, test } from '@jest/globals';
import type { Graph, GraphNode } from '../../models/import/graph.js';
import { integerAttribute, integersAttribute } from '../../models/import/onnx-file.js';
import { withProducts } from '../../models/import/products.js';
import { floatTensor } from '../../models/import/tensor.js';

const weights = (name: string, ...dims: number[]) =>
  floatTensor(name, dims, new Float32Array(dims.reduce((product, size) => product * size, 1)));

const constants = [
  weights('wide', 512, 64),
  weights('row', 128, 2048),
  weights('conv', 64, 64, 3),
  weights('thin', 1, 256, 1),
  weights('bias', 64),
];

function node(op: string, inputs: string[], attributes: GraphNode['attributes'] = []): GraphNode {
  return { op, domain: '', name: '', inputs, outputs: ['y'], attributes };
}

const pads = integersAttribute('pads', [1, 1]);
const graphOf = (only: GraphNode): Graph => ({
  inputs: [],
  outputs: [],
  nodes: [only],
  initializers: new Map(constants.map((tensor) => [tensor.name, tensor])),
});
const domainOf = (only: GraphNode): string | undefined => withProducts(graphOf(only)).nodes[0]?.domain;

test.each([
  ['a wide product', node('MatMul', ['x', 'wide'])],
  ['a convolution with a bias', node('Conv', ['x', 'conv', 'bias'], [pads])],
])('%s becomes ours', (_, given) => {
  expect(domainOf(given)).toBe('kokoro');
});

test.each([
  ['a product of two variables', node('MatMul', ['x', 'y'])],
  ['a product of a single row', node('MatMul', ['x', 'row'])],
  ['a convolution to one channel', node('Conv', ['x', 'thin', 'bias'], [pads])],
  ['one without a bias', node('Conv', ['x', 'conv'], [pads])],
  ['a strided one', node('Conv', ['x', 'conv', 'bias'], [pads, integersAttribute('strides', [2])])],
  ['a dilated one', node('Conv', ['x', 'conv', 'bias'], [pads, integersAttribute('dilations', [3])])],
  ['a grouped one', node('Conv', ['x', 'conv', 'bias'], [pads, integerAttribute('group', 2)])],
  ['any other operator', node('Gemm', ['x', 'wide'])],
])('%s stays ONNX’s', (_, given) => {
  expect(domainOf(given)).toBe('');
});

test('only the padding is kept of the attributes', () => {
  const given = node('Conv', ['x', 'conv', 'bias'], [pads, integersAttribute('strides', [1])]);
  expect(withProducts(graphOf(given)).nodes[0]?.attributes).toEqual([pads]);
});
