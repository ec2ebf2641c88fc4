import { expect, test } from '@jest/globals';
import { dequantised } from '../../models/import/dequantise.js';
import { type Graph, type GraphNode, integersOf } from '../../models/import/graph.js';
import { ImportError } from '../../models/import/import-error.js';
import { integersAttribute } from '../../models/import/onnx-file.js';
import { floats, INT64, integerTensor } from '../../models/import/tensor.js';
import { float, graph, node, port, signed, unsigned } from '../harness/onnx-graphs.js';

const quantiser = node('DynamicQuantizeLinear', ['x'], ['xq', 'xs', 'xz']);
const scales = node('Mul', ['xs', 'ws'], ['scale']);

function values(result: Graph, made: GraphNode | undefined, operand: number): number[] {
  const constant = result.initializers.get(made?.inputs[operand] ?? '');
  if (!constant) throw new Error(`operand ${operand} is not constant`);
  return [...floats(constant)];
}

function convolutionChain(ws = float('ws', [], 0.5)): Graph {
  const nodes = [
    quantiser,
    node('ConvInteger', ['xq', 'w', 'xz', 'wz'], ['sum'], [integersAttribute('pads', [1, 1])]),
    scales,
    node('Div', ['b', 'scale'], ['b1']),
    node('Floor', ['b1'], ['b2']),
    node('Cast', ['b2'], ['b3']),
    node('Reshape', ['b3', 'shape'], ['b4']),
    node('Add', ['sum', 'b4'], ['biased']),
    node('Cast', ['biased'], ['wide']),
    node('Mul', ['wide', 'scale'], ['y']),
  ];
  const constants = [
    unsigned('w', [2, 1, 3], 0, 128, 255, 1, 2, 3),
    unsigned('wz', [], 128),
    ws,
    float('b', [2], 1.5, -2),
    integerTensor('shape', [1, -1, 1]),
  ];
  return graph([port('x', [1, 1, 'T'])], [port('y')], nodes, constants);
}

test('an integer convolution becomes one float convolution with its attributes and its unrounded bias', () => {
  const result = dequantised(convolutionChain());
  expect(result.nodes.map(({ op }) => op)).toEqual(['Conv']);
  const [convolution] = result.nodes;
  expect(convolution?.inputs[0]).toBe('x');
  expect(convolution?.outputs).toEqual(['y']);
  expect(integersOf(convolution as GraphNode, 'pads', [])).toEqual([1, 1]);
  expect(values(result, convolution, 1)).toEqual([-64, 0, 63.5, -63.5, -63, -62.5]);
  expect(values(result, convolution, 2)).toEqual([1.5, -2]);
});

test('a scale for each output channel is applied to that channel', () => {
  const result = dequantised(convolutionChain(float('ws', [2], 0.5, 2)));
  expect(values(result, result.nodes[0], 1)).toEqual([-64, 0, 63.5, -254, -252, -250]);
});

test('a bias added after the scale is taken into the convolution, too', () => {
  const nodes = [
    quantiser,
    node('ConvInteger', ['xq', 'w', 'xz'], ['sum']),
    scales,
    node('Cast', ['sum'], ['wide']),
    node('Mul', ['wide', 'scale'], ['scaled']),
    node('Reshape', ['b', 'shape'], ['b1']),
    node('Add', ['scaled', 'b1'], ['y']),
  ];
  const constants = [
    signed('w', [1, 1, 1], -3),
    float('ws', [], 2),
    float('b', [1], 7),
    integerTensor('shape', [1, -1, 1]),
  ];
  const result = dequantised(graph([port('x')], [port('y')], nodes, constants));
  expect(result.nodes.map(({ op }) => op)).toEqual(['Conv']);
  expect(values(result, result.nodes[0], 1)).toEqual([-6]);
  expect(values(result, result.nodes[0], 2)).toEqual([7]);
});

test('an integer matrix product becomes a float one with a scale and zero point for each column', () => {
  const nodes = [
    quantiser,
    node('MatMulInteger', ['xq', 'w', 'xz', 'wz'], ['sum']),
    scales,
    node('Cast', ['sum'], ['wide']),
    node('Mul', ['wide', 'scale'], ['product']),
    node('Add', ['product', 'b'], ['y']),
  ];
  const constants = [
    signed('w', [2, 2], 10, -10, 20, -20),
    signed('wz', [2], 0, 5),
    float('ws', [2], 0.5, 0.25),
    float('b', [2], 1, 1),
  ];
  const result = dequantised(graph([port('x')], [port('y')], nodes, constants));
  expect(result.nodes.map(({ op }) => op)).toEqual(['MatMul', 'Add']);
  expect(values(result, result.nodes[0], 1)).toEqual([5, -3.75, 10, -6.25]);
});

test('an LSTM gets its weights transposed and scaled by direction', () => {
  const inputs = ['x', 'w', 'r', 'b', '', 'h', 'h', '', 'ws', 'wz', 'rs', 'rz'];
  const lstm = { ...node('DynamicQuantizeLSTM', inputs, ['y']), domain: 'com.microsoft' };
  const constants = [
    // [dir 2, in 2, outputs 3]
    signed('w', [2, 2, 3], 1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60),
    signed('r', [2, 1, 3], 1, 2, 3, 4, 5, 6),
    float('b', [2, 6], ...Array(12).fill(0)),
    float('h', [2, 1, 1], 0, 0),
    float('ws', [2], 1, 0.5),
    signed('wz', [2], 0, 0),
    float('rs', [2, 3], 1, 10, 100, 2, 20, 200),
    signed('rz', [2], 0, 0),
  ];
  const result = dequantised(graph([port('x')], [port('y')], [lstm], constants));
  const [made] = result.nodes;
  expect(made?.op).toBe('LSTM');
  expect(made?.domain).toBe('');
  expect(made?.inputs).toHaveLength(7);
  expect(values(result, made, 1)).toEqual([1, 4, 2, 5, 3, 6, 5, 20, 10, 25, 15, 30]);
  expect(result.initializers.get(made?.inputs[1] ?? '')?.dims).toEqual([2, 3, 2]);
  expect(values(result, made, 2)).toEqual([1, 20, 300, 8, 100, 1200]);
});

test('rows gathered from a quantised table come from a float table', () => {
  const nodes = [
    node('Gather', ['table', 'ids'], ['rows']),
    node('DequantizeLinear', ['rows', 'ws', 'wz'], ['y']),
  ];
  const constants = [unsigned('table', [2, 2], 1, 2, 3, 4), float('ws', [], 0.5), unsigned('wz', [], 1)];
  const result = dequantised(graph([port('ids', [1, 'N'], INT64)], [port('y')], nodes, constants));
  expect(result.nodes.map(({ op, outputs }) => [op, outputs[0]])).toEqual([['Gather', 'y']]);
  expect(values(result, result.nodes[0], 0)).toEqual([0, 0.5, 1, 1.5]);
});

test('a dequantised constant becomes a float constant', () => {
  const nodes = [node('DequantizeLinear', ['w', 'ws', 'wz'], ['wide']), node('MatMul', ['x', 'wide'], ['y'])];
  const constants = [signed('w', [2, 1], -8, 8), float('ws', [], 0.25), signed('wz', [], 0)];
  const result = dequantised(graph([port('x')], [port('y')], nodes, constants));
  expect(result.nodes.map(({ op }) => op)).toEqual(['MatMul']);
  expect(values(result, result.nodes[0], 1)).toEqual([-2, 2]);
});

test('a weight that several products share is dequantised once', () => {
  const chain = (name: string): GraphNode[] => [
    node('MatMulInteger', ['xq', 'w', 'xz'], [`${name}.sum`]),
    node('Mul', ['xs', 'ws'], [`${name}.scale`]),
    node('Cast', [`${name}.sum`], [`${name}.wide`]),
    node('Mul', [`${name}.wide`, `${name}.scale`], [name]),
  ];
  const constants = [signed('w', [1, 1], 4), float('ws', [], 0.5)];
  const nodes = [quantiser, ...chain('y'), ...chain('z')];
  const result = dequantised(graph([port('x')], [port('y'), port('z')], nodes, constants));
  expect([...result.initializers.keys()]).toHaveLength(1);
});

test('an unknown form is refused with the name of its node', () => {
  const nodes = [quantiser, node('ConvInteger', ['xq', 'w', 'xz'], ['sum']), node('Relu', ['sum'], ['y'])];
  const odd = graph([port('x')], [port('y')], nodes, [signed('w', [1, 1, 1], 1)]);
  expect(() => dequantised(odd)).toThrow(ImportError);
  expect(() => dequantised(odd)).toThrow(/ConvInteger \(sum\): Relu is not expected/);
});

test('other kinds of quantisation are refused instead of being passed on', () => {
  const nodes = [node('QLinearConv', ['x', 'w'], ['q']), node('DequantizeLinear', ['q', 's'], ['y'])];
  const odd = graph([port('x')], [port('y')], nodes, [float('w', [1], 1), float('s', [], 1)]);
  expect(() => dequantised(odd)).toThrow(/dequantisation/);
});
