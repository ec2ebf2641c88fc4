import { ImportError } from './import-error.js';

/** ONNX element types by their number in TensorProto.DataType. */
export const FLOAT = 1;
export const UINT8 = 2;
export const INT8 = 3;
export const INT32 = 6;
export const INT64 = 7;
export const BOOL = 9;
export const FLOAT16 = 10;
export const DOUBLE = 11;

/** Bytes per element of the types the importer meets. */
const elementBytes = new Map([
  [FLOAT, 4],
  [UINT8, 1],
  [INT8, 1],
  [4, 2],
  [5, 2],
  [INT32, 4],
  [INT64, 8],
  [BOOL, 1],
  [FLOAT16, 2],
  [DOUBLE, 8],
]);

/** A constant of the graph: little-endian elements, row-major. */
export interface Tensor {
  readonly name: string;
  readonly type: number;
  readonly dims: readonly number[];
  /** May be an unaligned view into the file: read it through `floats` and `integers`. */
  readonly bytes: Uint8Array;
}

/** How many elements a shape holds; 1 for a scalar. */
export function elementCount(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

/** Bytes per element; throws ImportError for types no Kokoro holds (strings, complex numbers). */
export function bytesPerElement(type: number): number {
  const bytes = elementBytes.get(type);
  if (bytes === undefined) throw new ImportError('element types', `element type ${type} is not supported`);
  return bytes;
}

/** A tensor's bytes copied to where typed arrays may be laid over them. */
function aligned(tensor: Tensor): ArrayBuffer {
  const copy = new ArrayBuffer(tensor.bytes.byteLength);
  new Uint8Array(copy).set(tensor.bytes);
  return copy;
}

/** The elements of a float, double or half tensor; throws ImportError for other types. */
export function floats(tensor: Tensor): Float32Array<ArrayBuffer> {
  if (tensor.type === FLOAT) return new Float32Array(aligned(tensor));
  if (tensor.type === DOUBLE) return Float32Array.from(new Float64Array(aligned(tensor)));
  if (tensor.type === FLOAT16) return widenHalf(new Uint16Array(aligned(tensor)));
  throw new ImportError('element types', `tensor ${tensor.name} holds type ${tensor.type}, not floats`);
}

/** The elements of an integer tensor as numbers; 64-bit extremes ("to the end") lose their last digits. */
export function integers(tensor: Tensor): number[] {
  switch (tensor.type) {
    case INT64:
      return Array.from(new BigInt64Array(aligned(tensor)), Number);
    case INT32:
      return Array.from(new Int32Array(aligned(tensor)));
    case INT8:
      return Array.from(new Int8Array(aligned(tensor)));
    case UINT8:
    case BOOL:
      return Array.from(tensor.bytes);
    default:
      throw new ImportError('element types', `tensor ${tensor.name} holds type ${tensor.type}, not integers`);
  }
}

/** The elements of an 8-bit tensor without a copy, other integers as `integers` gives them. */
export function quantisedValues(tensor: Tensor): ArrayLike<number> {
  const { buffer, byteOffset, byteLength } = tensor.bytes;
  if (tensor.type === UINT8) return tensor.bytes;
  return tensor.type === INT8 ? new Int8Array(buffer, byteOffset, byteLength) : integers(tensor);
}

/** Makes a float32 tensor of `values`. */
export function floatTensor(name: string, dims: readonly number[], values: Float32Array): Tensor {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { name, type: FLOAT, dims, bytes };
}

/** Makes a one-dimensional int64 tensor of `values`. */
export function integerTensor(name: string, values: readonly number[]): Tensor {
  const words = BigInt64Array.from(values, BigInt);
  return { name, type: INT64, dims: [values.length], bytes: new Uint8Array(words.buffer) };
}

let halfTable: Float32Array | undefined;

/** IEEE 754 half precision → single, exactly: every half has a single of the same value. */
export function widenHalf(halves: Uint16Array): Float32Array<ArrayBuffer> {
  halfTable ??= Float32Array.from({ length: 65536 }, (_, bits) => halfValue(bits));
  const wide = new Float32Array(halves.length);
  // The table holds all 65,536 patterns, so the fallback is never taken.
  for (let at = 0; at < halves.length; at++) wide[at] = halfTable[halves[at] ?? 0] ?? 0;
  return wide;
}

function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
