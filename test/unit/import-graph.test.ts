/** Graphs as such: constants folded in, branches, ports, cuts, norm sites of small graphs. */
import { expect, test } from '@jest/globals';
import { assertComplete, GraphIndex, pruned } from '../../models/import/graph.js';
import { findPorts } from '../../models/import/graph-ports.js';
import { withInnerNames } from '../../models/import/inner-names.js';
import { findNormSites } from '../../models/import/norm-sites.js';
import { floatAttribute, integerAttribute, integersAttribute } from '../../models/import/onnx-file.js';
import { cutPiece } from '../../models/import/pieces.js';
import { simplified } from '../../models/import/simplify.js';
import {
  DOUBLE,
  FLOAT,
  floats,
  INT32,
  INT64,
  integers,
  integerTensor,
  type Tensor,
} from '../../models/import/tensor.js';
import { float, graph, node, port } from '../harness/onnx-graphs.js';

test('Constant nodes become constants and Identity nodes vanish', () => {
  const nodes = [
    node('Constant', [], ['two'], [floatAttribute('value_float', 2)]),
    node('Constant', [], ['axes'], [integersAttribute('value_ints', [0, 2])]),
    node('Identity', ['x'], ['same']),
    node('Identity', ['same'], ['again']),
    node('Foo', ['again', 'two', 'axes'], ['y']),
    node('Bar', ['x'], ['unused']),
  ];
  const bare = simplified(graph([port('x')], [port('y')], nodes));
  expect(bare.nodes.map(({ op, inputs }) => [op, ...inputs])).toEqual([['Foo', 'x', 'two', 'axes']]);
  expect([...floats(bare.initializers.get('two') as Tensor)]).toEqual([2]);
  expect(integers(bare.initializers.get('axes') as Tensor)).toEqual([0, 2]);
});

test('what a branch reads from around it counts as an operand and is renamed with it', () => {
  const body = {
    node: [{ opType: 'Add', input: ['outer', 'local'], output: ['sum'] }],
    initializer: [{ name: 'local' }],
    output: [{ name: 'sum' }],
  };
  const branch = { name: 'then_branch', type: 5, g: body };
  const nodes = [node('Relu', ['x'], ['outer']), node('If', ['flag'], ['y'], [branch])];
  const whole = graph([port('x'), port('flag')], [port('y')], nodes);
  expect(pruned(whole).nodes).toHaveLength(2);
  expect(new GraphIndex(whole).consumers('outer').map(({ op }) => op)).toEqual(['If']);
  const shape = {
    title: 'part',
    inputs: [
      { port: port('fed'), tensor: 'outer', steps: [] },
      { port: port('flag'), tensor: 'flag', steps: [] },
    ],
    outputs: [{ port: port('y'), tensor: 'y', steps: [] }],
  };
  const [made] = cutPiece(whole, shape).nodes;
  expect(made?.attributes[0]?.g?.node?.[0]?.input).toEqual(['fed', 'local']);
});

test('a piece that needs an input it is not given is refused', () => {
  const whole = graph([port('x'), port('speed')], [port('y')], [node('Mul', ['x', 'speed'], ['y'])]);
  const join = (name: string) => ({ port: port(name), tensor: name, steps: [] });
  const shape = { title: 'part', inputs: [join('x')], outputs: [join('y')] };
  expect(() => cutPiece(whole, shape)).toThrow('cut: piece part needs speed, which is none of its inputs');
});

test('ports of a piece are joined to inner tensors by casts, reshapes and transpositions', () => {
  const whole = graph(
    [port('count', [1], INT32)],
    [port('z')],
    [node('Foo', ['count'], ['y']), node('Bar', ['y'], ['z'])],
  );
  const steps = [{ op: 'Cast', to: INT64 } as const, { op: 'Reshape', to: [1, -1] } as const];
  const shape = {
    title: 'part',
    inputs: [
      { port: port('speed', [1], FLOAT), tensor: 'count', steps: [{ op: 'Cast', to: INT32 } as const] },
    ],
    outputs: [
      { port: port('frames'), tensor: 'y', steps },
      { port: port('d'), tensor: 'z', steps: [{ op: 'Transpose' } as const] },
    ],
  };
  const piece = cutPiece(whole, shape);
  expect(piece.nodes.map(({ op, inputs, outputs }) => [op, inputs[0], outputs[0]])).toEqual([
    ['Cast', 'speed', 'count'],
    ['Foo', 'count', 'y'],
    ['Bar', 'y', 'z'],
    ['Cast', 'y', 'frames.step1'],
    ['Reshape', 'frames.step1', 'frames'],
    ['Transpose', 'z', 'd'],
  ]);
  expect(integers(piece.initializers.get('frames.shape') as Tensor)).toEqual([1, -1]);
});

test('an operand that nothing makes is found', () => {
  const broken = graph([port('x')], [port('y')], [node('Add', ['x', 'lost'], ['y'])]);
  expect(() => assertComplete(broken, 'test')).toThrow('every operand defined: test: Add reads lost');
});

test('inner tensors never carry the name of a port', () => {
  const whole = graph([port('x')], [port('d')], [node('Mul', ['x', 'har'], ['d'])], [float('har', [1], 1)]);
  const inner = withInnerNames(whole);
  expect(inner.nodes[0]).toMatchObject({ inputs: ['inner.x', 'inner.har'], outputs: ['inner.d'] });
  expect([...inner.initializers.keys()]).toEqual(['inner.har']);
});

test.each([
  ['int64', INT64, 7],
  ['float', FLOAT, FLOAT],
  ['double', DOUBLE, DOUBLE],
  ['int32', INT32, INT32],
])('tokens, style and a speed of type %s are told apart whatever they are called', (_, type, expected) => {
  const inputs = [port('a', [1], type), port('b', ['batch', 256]), port('c', [1, 'n'], INT64)];
  const found = findPorts(graph(inputs, [], []));
  expect(found).toMatchObject({ tokens: 'c', style: 'b', speed: 'a', speedType: expected });
});

test('a file with other inputs is refused by naming them', () => {
  const inputs = [port('pixels', [1, 3, 224, 224]), port('style', [1, 256])];
  expect(() => findPorts(graph(inputs, [], []))).toThrow(
    /input tokens: .*pixels \(type 1, \[1, 3, 224, 224\]\)/,
  );
});

/** AdaIN of [1, 2, T] in the seven single nodes, with an affine part of ones, then a LeakyRelu. */
function adaptiveNorm(axis: number, ones: readonly number[]) {
  const nodes = [
    node('Split', ['style', 'halves'], ['timbre', 'rest'], [integerAttribute('axis', 1)]),
    node('Gemm', ['timbre', 'w', 'b'], ['h'], [integerAttribute('transB', 1)]),
    node('Reshape', ['h', 'column'], ['h3']),
    node('Split', ['h3', 'two'], ['gamma', 'beta'], [integerAttribute('axis', 1)]),
    node('Add', ['gamma', 'one'], ['scale']),
    node('ReduceMean', ['x'], ['mean'], [integersAttribute('axes', [axis])]),
    node('Sub', ['x', 'mean'], ['centred']),
    node('Mul', ['centred', 'centred'], ['squares']),
    node('ReduceMean', ['squares'], ['variance'], [integersAttribute('axes', [axis])]),
    node('Add', ['variance', 'eps'], ['safe']),
    node('Sqrt', ['safe'], ['deviation']),
    node('Div', ['centred', 'deviation'], ['normed']),
    node('Mul', ['normed', 'ones'], ['affine']),
    node('Mul', ['affine', 'scale'], ['scaled']),
    node('Add', ['scaled', 'beta'], ['u']),
    node('LeakyRelu', ['u'], ['y'], [floatAttribute('alpha', 0.2)]),
  ];
  const constants = [
    integerTensor('halves', [128, 128]),
    integerTensor('two', [2, 2]),
    integerTensor('column', [1, 4, 1]),
    float('w', [4, 128], ...Array(512).fill(0)),
    float('b', [4], 0, 0, 0, 0),
    float('one', [], 1),
    float('ones', [1, 2, 1], ...ones),
    float('eps', [], 0.5),
  ];
  return graph([port('x', [1, 2, 'T']), port('style', [1, 256])], [port('y')], nodes, constants);
}

test('a norm site names its tensors, its style layer and its activation', () => {
  expect(findNormSites('decoder', adaptiveNorm(2, [1, 1]))).toEqual([
    {
      piece: 'decoder',
      order: 0,
      statistics: 0,
      inputTensor: 'x',
      outputTensor: 'u',
      channels: 2,
      timeAxis: 2,
      eps: 0.5,
      gammaBeta: { weight: 'w', bias: 'b', inputsFirst: false, style: [0, 128], gamma: [0, 2], beta: [2, 4] },
      snakeAlpha: null,
      snakeReciprocal: null,
      leakySlope: 0.2,
      activatedTensor: 'y',
    },
  ]);
});

test('a layer norm with a style and an affine part that is not neutral are no such sites', () => {
  expect(findNormSites('decoder', adaptiveNorm(-1, [1, 1]))).toEqual([]);
  expect(findNormSites('decoder', adaptiveNorm(2, [1, 3]))).toEqual([]);
});
