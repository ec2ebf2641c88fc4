/** Files in and out: ONNX, weights, the folder that appears at once, the command line. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import onnxProto from 'onnx-proto';
import { runImporter } from '../../models/import/command-line.js';
import { decodeModel, encodeModel, integersAttribute } from '../../models/import/onnx-file.js';
import { FLOAT, floats, INT64, integers, integerTensor, type Tensor } from '../../models/import/tensor.js';
import { planWeights } from '../../models/import/weights-file.js';
import { writePieces } from '../../models/import/write-pieces.js';
import { float, graph, node, port } from '../harness/onnx-graphs.js';

const dialect = { irVersion: 9, opsets: [{ domain: '', version: 20 }] };
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kokoro-import-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function wide(name: string, first: number): Tensor {
  return float(name, [300], first, ...Array(299).fill(0.5));
}

const product = graph(
  [port('x', [1, 300])],
  [port('y', [1, 1])],
  [
    node('Mul', ['x', 'w'], ['z']),
    node('ReduceSum', ['z', 'axis'], ['y'], [integersAttribute('unused', [1, -2])]),
  ],
  [wide('w', 7), integerTensor('axis', [1])],
);

test('a model comes back from its file with weights in a file of their own', () => {
  const layout = planWeights(product.initializers.values());
  layout.write(join(folder, 'weights.bin'));
  const bytes = Buffer.from(encodeModel({ ...dialect, graph: product }, layout.placementOf, 'weights.bin'));
  expect(bytes.byteLength).toBeLessThan(600);
  const { graph: read, irVersion, opsets } = decodeModel(bytes, folder);
  expect(irVersion).toBe(9);
  expect(opsets.map(({ version }) => Number(version))).toEqual([20]);
  expect(read.inputs).toEqual(product.inputs);
  expect(read.nodes.map(({ op, inputs, outputs }) => [op, inputs, outputs])).toEqual([
    ['Mul', ['x', 'w'], ['z']],
    ['ReduceSum', ['z', 'axis'], ['y']],
  ]);
  expect(read.nodes[1]?.attributes[0]?.ints?.map(Number)).toEqual([1, -2]);
  expect(floats(read.initializers.get('w') as Tensor).subarray(0, 2)).toEqual(Float32Array.of(7, 0.5));
  expect(integers(read.initializers.get('axis') as Tensor)).toEqual([1]);
});

test('weights of a file are views into it, not copies', () => {
  const bytes = Buffer.from(encodeModel({ ...dialect, graph: product }, () => undefined, ''));
  const weight = decodeModel(bytes, folder).graph.initializers.get('w');
  expect(weight?.bytes.buffer).toBe(bytes.buffer);
});

test('elements are read whichever field of the format holds them', () => {
  const initializer = [
    { name: 'bytes', dataType: 2, dims: [3], int32Data: [1, 128, 255] },
    { name: 'signed', dataType: 3, dims: [2], int32Data: [-1, 127] },
    { name: 'halves', dataType: 10, dims: [2], int32Data: [0x3c00, 0xc000] },
    { name: 'longs', dataType: INT64, dims: [2], int64Data: [-5, 9] },
    { name: 'floats', dataType: FLOAT, dims: [], floatData: [0.5] },
  ];
  const nodes = [{ opType: 'Foo', input: initializer.map(({ name }) => name), output: ['y'] }];
  const bytes = onnxProto.onnx.ModelProto.encode({ graph: { node: nodes, initializer } }).finish();
  const { initializers } = decodeModel(Buffer.from(bytes), folder).graph;
  const held = (name: string): Tensor => initializers.get(name) as Tensor;
  expect(integers(held('bytes'))).toEqual([1, 128, 255]);
  expect(integers(held('signed'))).toEqual([-1, 127]);
  expect([...floats(held('halves'))]).toEqual([1, -2]);
  expect(integers(held('longs'))).toEqual([-5, 9]);
  expect([...floats(held('floats'))]).toEqual([0.5]);
});

test('external data outside the folder of the model is refused', () => {
  const externalData = [{ key: 'location', value: '../secret' }];
  const initializer = [{ name: 'w', dataType: FLOAT, dims: [1], dataLocation: 1, externalData }];
  const node = [{ opType: 'Foo', input: ['w'], output: ['y'] }];
  const bytes = onnxProto.onnx.ModelProto.encode({ graph: { node, initializer } }).finish();
  expect(() => decodeModel(Buffer.from(bytes), folder)).toThrow(/outside the model's folder/);
});

test('equal bytes are stored once, at aligned offsets, and small vectors are copied beside', () => {
  const layout = planWeights([
    wide('a', 1),
    wide('b', 2),
    wide('c', 1),
    float('alpha', [2], 3, 4),
    float('one', [], 5),
  ]);
  const entry = (name: string) => layout.entries.get(name);
  expect(entry('c')).toMatchObject({ offset: entry('a')?.offset });
  expect(entry('b')?.offset).not.toBe(entry('a')?.offset);
  expect([...layout.entries.values()].every(({ offset }) => offset % 64 === 0)).toBe(true);
  expect(entry('one')).toBeUndefined();
  expect(layout.placementOf(float('alpha', [2], 3, 4))).toBeUndefined();
  layout.write(join(folder, 'w'));
  const stored = readFileSync(join(folder, 'w'));
  expect(stored.readFloatLE((entry('alpha')?.offset ?? 0) + 4)).toBe(4);
});

test('large tensors begin at a page', () => {
  const large: Tensor = { name: 'large', type: FLOAT, dims: [1 << 18], bytes: new Uint8Array(1 << 20) };
  const layout = planWeights([wide('a', 1), large]);
  expect(layout.entries.get('large')?.offset).toBe(4096);
});

test('two different constants of one name are a mistake', () => {
  expect(() => planWeights([wide('a', 1), wide('a', 2)])).toThrow(/both called a/);
});

test('a folder is replaced as a whole and drafts of dead importers go', () => {
  const target = join(folder, 'model');
  mkdirSync(target);
  writeFileSync(join(target, 'stale.onnx'), 'old');
  // No process has this number: Linux counts to 2^22.
  mkdirSync(join(folder, 'model.tmp-99999999'));
  mkdirSync(join(folder, `model.tmp-${process.ppid}`));
  const pieces = [{ title: 'whole', graph: product }];
  writePieces(target, dialect, pieces, planWeights(product.initializers.values()), { split: false });
  expect(readdirSync(target).sort()).toEqual(['model.json', 'weights.bin', 'whole.onnx']);
  expect(readdirSync(folder).sort()).toEqual(['model', `model.tmp-${process.ppid}`]);
});

interface Run {
  readonly code: number;
  readonly lines: string[];
  readonly errors: string[];
}

function run(...args: string[]): Run {
  const lines: string[] = [];
  const errors: string[] = [];
  const code = runImporter(args, { out: (line) => lines.push(line), error: (line) => errors.push(line) });
  return { code, lines, errors };
}

const foreign = graph(
  [port('ids', [1, 'n'], INT64), port('style', [1, 256]), port('speed', [1])],
  [port('wave', [1, 'n'])],
  [node('Cast', ['ids'], ['f'], [{ name: 'to', type: 2, i: 1 }]), node('Mul', ['f', 'speed'], ['wave'])],
);

function foreignFile(): string {
  const path = join(folder, 'foreign.onnx');
  writeFileSync(
    path,
    encodeModel({ ...dialect, graph: foreign }, () => undefined, ''),
  );
  return path;
}

test('a model that cannot be cut is imported whole with the reason, and says so', () => {
  const target = join(folder, 'out');
  const { code, lines } = run(foreignFile(), target);
  expect(code).toBe(0);
  expect(lines.find((line) => line.includes('warning'))).toMatch(/cut point durations: 0 Round nodes found/);
  const description = JSON.parse(readFileSync(join(target, 'model.json'), 'utf8'));
  expect(description).toMatchObject({ split: false, source: { format: 'fp32', file: 'foreign.onnx' } });
  expect(description.reason).toMatch(/cut point durations/);
  const whole = decodeModel(readFileSync(join(target, 'whole.onnx')), target).graph;
  expect(whole.inputs.map(({ name }) => name)).toEqual(['tokens', 'speed']);
  expect(whole.outputs).toEqual([{ name: 'audio', type: FLOAT, dims: ['L'] }]);
  expect(existsSync(join(target, 'generator.onnx'))).toBe(false);
});

test('a model is imported whole without a warning when that was asked for', () => {
  const { code, lines } = run(foreignFile(), join(folder, 'out'), '--whole-only');
  expect(code).toBe(0);
  expect(lines.join('\n')).not.toMatch(/warning/);
});

test('a damaged file fails with the name of the check and leaves nothing behind', () => {
  const path = join(folder, 'broken.onnx');
  const bytes = encodeModel({ ...dialect, graph: product }, () => undefined, '');
  writeFileSync(path, bytes.subarray(0, bytes.byteLength - 40));
  const { code, errors } = run(path, join(folder, 'out'));
  expect(code).toBe(1);
  expect(errors[0]).toMatch(/^import failed: ONNX file: /);
  expect(readdirSync(folder)).toEqual(['broken.onnx']);
});

test('a file that is not there and a wrong call are told apart', () => {
  expect(run(join(folder, 'none.onnx'), join(folder, 'out'))).toMatchObject({ code: 1 });
  expect(run('only-one')).toMatchObject({ code: 2 });
  expect(run('a', 'b', '--fast')).toMatchObject({ code: 2 });
});
