import { expect, test } from '@jest/globals';
import { singlePrecision } from '../../models/import/half-precision.js';
import { integerAttribute } from '../../models/import/onnx-file.js';
import { FLOAT, FLOAT16, floats, INT64, type Tensor, widenHalf } from '../../models/import/tensor.js';
import { graph, node, port } from '../harness/onnx-graphs.js';

function half(name: string, dims: readonly number[], ...bits: readonly number[]): Tensor {
  return { name, type: FLOAT16, dims, bytes: new Uint8Array(Uint16Array.from(bits).buffer) };
}

const to = (type: number) => [integerAttribute('to', type)];

test('every kind of half has the single of the same value', () => {
  const bits = [0x3c00, 0xc000, 0x3555, 0x0001, 0x8001, 0x03ff, 0x0400, 0x7bff, 0x7c00, 0xfc00, 0x8000];
  const tiny = 2 ** -24;
  expect([...widenHalf(Uint16Array.from(bits))]).toEqual([
    1,
    -2,
    0.333251953125,
    tiny,
    -tiny,
    1023 * tiny,
    2 ** -14,
    65504,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -0,
  ]);
  expect(widenHalf(Uint16Array.of(0x7e01))[0]).toBeNaN();
});

test('constants are widened and casts between floats vanish', () => {
  const nodes = [
    node('Cast', ['x'], ['small'], to(FLOAT16)),
    node('Mul', ['small', 'w'], ['product']),
    node('Transpose', ['product'], ['turned']),
    node('Cast', ['turned'], ['y.wide'], to(FLOAT)),
    node('Relu', ['y.wide'], ['y']),
  ];
  const result = singlePrecision(graph([port('x')], [port('y')], nodes, [half('w', [2], 0x3c00, 0x3800)]));
  expect(result.nodes.map(({ op, inputs }) => [op, ...inputs])).toEqual([
    ['Mul', 'x', 'w'],
    ['Transpose', 'product'],
    ['Relu', 'turned'],
  ]);
  const weight = result.initializers.get('w');
  expect(weight?.type).toBe(FLOAT);
  expect([...floats(weight as Tensor)]).toEqual([1, 0.5]);
});

test('a cast from integers or truths stays, to single precision', () => {
  const nodes = [
    node('Shape', ['x'], ['shape']),
    node('Cast', ['shape'], ['count'], to(FLOAT16)),
    node('Greater', ['x', 'w'], ['above']),
    node('Cast', ['above'], ['truth'], to(FLOAT16)),
    node('Add', ['count', 'truth'], ['y']),
  ];
  const result = singlePrecision(graph([port('x')], [port('y')], nodes, [half('w', [], 0)]));
  const casts = result.nodes.filter(({ op }) => op === 'Cast');
  expect(casts.map(({ attributes }) => Number(attributes[0]?.i))).toEqual([FLOAT, FLOAT]);
});

test('half-precision ports and fill values become single ones', () => {
  const fill = { name: 'value', t: { dataType: FLOAT16, dims: [1], rawData: Uint8Array.of(0, 0x3c) } };
  const nodes = [node('ConstantOfShape', ['shape'], ['ones'], [fill]), node('Add', ['x', 'ones'], ['y'])];
  const inputs = [port('x', ['n'], FLOAT16), port('shape', [1], INT64)];
  const result = singlePrecision(graph(inputs, [port('y', ['n'], FLOAT16)], nodes));
  expect([...result.inputs, ...result.outputs].map(({ type }) => type)).toEqual([FLOAT, INT64, FLOAT]);
  const value = result.nodes[0]?.attributes[0]?.t;
  expect(value?.dataType).toBe(FLOAT);
  expect([...new Float32Array(Uint8Array.from(value?.rawData ?? []).buffer)]).toEqual([1]);
});

test('a graph without halves is returned as it is', () => {
  const single = graph([port('x')], [port('y')], [node('Relu', ['x'], ['y'])]);
  expect(singlePrecision(single)).toBe(single);
});
