/**
 * Reads and writes ONNX files. Weights are views into the file that was read, never copies: a 325 MB file costs 325 MB.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import onnxProto, { type onnx } from 'onnx-proto';
import type { Graph, GraphNode, Port } from './graph.js';
import { ImportError } from './import-error.js';
import { bytesPerElement, elementCount, type Tensor } from './tensor.js';

/** The dialect a graph is written in. */
export interface Dialect {
  readonly irVersion: number;
  readonly opsets: readonly onnx.IOperatorSetIdProto[];
}

/** A graph and what the file says about it. */
export interface Model extends Dialect {
  readonly graph: Graph;
}

/** Where a constant lies in the file of weights; bytes. */
export interface Placement {
  readonly offset: number;
  readonly length: number;
}

const { ModelProto } = onnxProto.onnx;
const { AttributeType } = onnxProto.onnx.AttributeProto;
const EXTERNAL = 1;

/** Decodes an ONNX file; `folder` is where its external data would lie. Throws ImportError if it is none. */
export function decodeModel(bytes: Buffer, folder: string): Model {
  const proto = parse(bytes);
  const graph = proto.graph;
  if (!graph?.node || graph.node.length === 0) throw new ImportError('ONNX file', 'the file holds no graph');
  const initializers = new Map<string, Tensor>();
  for (const constant of graph.initializer ?? []) {
    const tensor = decodeTensor(constant, folder);
    initializers.set(tensor.name, tensor);
  }
  return {
    graph: {
      inputs: (graph.input ?? []).map(decodePort).filter((port) => !initializers.has(port.name)),
      outputs: (graph.output ?? []).map(decodePort),
      nodes: graph.node.map(decodeNode),
      initializers,
    },
    irVersion: Number(proto.irVersion ?? 8),
    opsets: proto.opsetImport ?? [],
  };
}

function parse(bytes: Buffer): onnx.IModelProto {
  try {
    return ModelProto.decode(bytes);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ImportError('ONNX file', `the file is damaged or no ONNX file (${why})`);
  }
}

function decodeNode(node: onnx.INodeProto): GraphNode {
  return {
    op: node.opType ?? '',
    domain: node.domain ?? '',
    name: node.name ?? '',
    inputs: node.input ?? [],
    outputs: node.output ?? [],
    attributes: node.attribute ?? [],
  };
}

function decodePort(port: onnx.IValueInfoProto): Port {
  const type = port.type?.tensorType;
  const dims = (type?.shape?.dim ?? []).map((dim) =>
    dim.dimParam ? dim.dimParam : Number(dim.dimValue ?? 0),
  );
  return { name: port.name ?? '', type: type?.elemType ?? 0, dims };
}

/** Turns a constant of the file, whichever way its elements are stored, into a Tensor. */
export function decodeTensor(proto: onnx.ITensorProto, folder: string): Tensor {
  const name = proto.name ?? '';
  const type = proto.dataType ?? 0;
  const dims = (proto.dims ?? []).map(Number);
  const length = elementCount(dims) * bytesPerElement(type);
  const bytes =
    Number(proto.dataLocation ?? 0) === EXTERNAL ? externalBytes(proto, folder) : elementsOf(proto, length);
  if (bytes.byteLength !== length) {
    throw new ImportError(
      'ONNX file',
      `tensor ${name} has ${bytes.byteLength} bytes, its shape needs ${length}`,
    );
  }
  return { name, type, dims, bytes };
}

function elementsOf(proto: onnx.ITensorProto, length: number): Uint8Array {
  if (proto.rawData && proto.rawData.length > 0) return proto.rawData;
  if (proto.floatData?.length) return new Uint8Array(Float32Array.from(proto.floatData).buffer);
  if (proto.int64Data?.length) {
    const words = BigInt64Array.from(proto.int64Data, (value) => BigInt(value.toString()));
    return new Uint8Array(words.buffer);
  }
  if (proto.doubleData?.length) return new Uint8Array(Float64Array.from(proto.doubleData).buffer);
  if (proto.int32Data?.length) {
    // Narrow types are stored one element per 32-bit word: the low bytes count.
    const width = length / proto.int32Data.length;
    const bytes = Buffer.alloc(length);
    proto.int32Data.forEach((value, at) => {
      for (let byte = 0; byte < width; byte++) bytes[at * width + byte] = (value >> (8 * byte)) & 255;
    });
    return bytes;
  }
  return new Uint8Array(length);
}

function externalBytes(proto: onnx.ITensorProto, folder: string): Uint8Array {
  const entries = new Map((proto.externalData ?? []).map((entry) => [entry.key, entry.value ?? '']));
  const path = resolve(folder, entries.get('location') ?? '');
  if (!path.startsWith(resolve(folder) + sep)) {
    throw new ImportError('ONNX file', `tensor ${proto.name} points outside the model's folder`);
  }
  const file = openSync(path, 'r');
  try {
    const offset = Number(entries.get('offset') ?? 0);
    const rest = fstatSync(file).size - offset;
    const length = Math.min(rest, Number(entries.get('length') ?? rest));
    const bytes = new Uint8Array(Math.max(0, length)); // its own slice: the file may hold hundreds of others
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.byteLength, offset));
  } finally {
    closeSync(file);
  }
}

/** The folder a model's external data is looked for in. */
export function folderOf(path: string): string {
  return dirname(resolve(path));
}

/** Encodes a model; constants that `placed` knows are written as references into `weightsFile`. */
export function encodeModel(
  { graph, irVersion, opsets }: Model,
  placed: (tensor: Tensor) => Placement | undefined,
  weightsFile: string,
): Uint8Array {
  const initializer = [...graph.initializers.values()].map((tensor): onnx.ITensorProto => {
    const proto = { name: tensor.name, dataType: tensor.type, dims: [...tensor.dims] };
    const place = placed(tensor);
    if (!place) return { ...proto, rawData: tensor.bytes };
    const entries = { location: weightsFile, offset: String(place.offset), length: String(place.length) };
    const externalData = Object.entries(entries).map(([key, value]) => ({ key, value }));
    return { ...proto, dataLocation: EXTERNAL, externalData };
  });
  return ModelProto.encode({
    irVersion,
    opsetImport: [...opsets],
    producerName: 'kokoro-native importer',
    graph: {
      name: 'kokoro',
      node: graph.nodes.map(encodeNode),
      input: graph.inputs.map(encodePort),
      output: graph.outputs.map(encodePort),
      initializer,
    },
  }).finish();
}

function encodeNode(node: GraphNode): onnx.INodeProto {
  return {
    opType: node.op,
    name: node.name,
    input: [...node.inputs],
    output: [...node.outputs],
    attribute: [...node.attributes],
    ...(node.domain === '' ? {} : { domain: node.domain }),
  };
}

function encodePort(port: Port): onnx.IValueInfoProto {
  const dim = port.dims.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size }));
  return { name: port.name, type: { tensorType: { elemType: port.type, shape: { dim } } } };
}

/** Attribute values for nodes the importer adds. */
export function integersAttribute(name: string, ints: readonly number[]): onnx.IAttributeProto {
  return { name, type: AttributeType.INTS, ints: [...ints] };
}

/** One integer as an attribute. */
export function integerAttribute(name: string, i: number): onnx.IAttributeProto {
  return { name, type: AttributeType.INT, i };
}

/** One float as an attribute. */
export function floatAttribute(name: string, f: number): onnx.IAttributeProto {
  return { name, type: AttributeType.FLOAT, f };
}
