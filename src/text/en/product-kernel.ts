/**
 * The product of a matrix and a vector in WebAssembly's vector instructions, assembled here instruction by instruction:
 * one function is no reason for a compiler in the set-up. Opcodes are those of the WebAssembly 2.0 specification.
 */

/** Rows of a block, whose numbers stand side by side; each block begins with the sixteen numbers that are added. */
export const blockRows = 16;

/** `product(block, vector, vectorEnd, out, outEnd)`, all addresses in bytes; writes one product. */
export type Product = (block: number, vector: number, vectorEnd: number, out: number, outEnd: number) => void;

/** What grows by pages of 64 KiB; a buffer is no longer valid when it has grown. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What we use of the engine's WebAssembly, whose types come with a browser's only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** Sums of two rows each. */
const sums = blockRows / 2;
const blockBytes = blockRows * 8;
const [block, vector, vectorEnd, out, outEnd, at, number, firstSum] = [0, 1, 2, 3, 4, 5, 6, 7];
const [i32, v128, nothing] = [0x7f, 0x7b, 0x40];

/** An unsigned number in LEB128. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

/** A signed number in LEB128; ours are not negative. */
function signed(value: number): number[] {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >>> 7)];
}

const sized = (bytes: readonly number[]): number[] => [...unsigned(bytes.length), ...bytes];
const section = (id: number, ...bytes: number[]): number[] => [id, ...sized(bytes)];
const word = (text: string): number[] => sized([...Buffer.from(text)]);
const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const advance = (local: number, bytes: number): number[] => [
  ...get(local),
  0x41,
  ...signed(bytes),
  0x6a,
  ...set(local),
];
const loop = (body: readonly number[]): number[] => [0x03, nothing, ...body, 0x0b];
/** Back to the start of the loop while `local` is below `end`. */
const againBelow = (local: number, end: number): number[] => [...get(local), ...get(end), 0x49, 0x0d, 0];
const simd = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];
const load = (offset: number): number[] => [...simd(0x00), 3, ...unsigned(offset)];
const loadTwice = [...simd(0x0a), 3, 0];
const store = (offset: number): number[] => [...simd(0x0b), 3, ...unsigned(offset)];
const [add, multiply] = [simd(0xf0), simd(0xf2)];
const eachSum = (write: (sum: number, offset: number) => number[]): number[] =>
  Array.from({ length: sums }, (_, n) => write(firstSum + n, n * 16)).flat();

const oneColumn = [
  ...get(at),
  ...loadTwice,
  ...set(number),
  ...eachSum((sum, offset) => [
    ...[...get(sum), ...get(block), ...load(offset), ...get(number)],
    ...[...multiply, ...add, ...set(sum)],
  ]),
  ...advance(block, blockBytes),
  ...advance(at, 8),
  ...againBelow(at, vectorEnd),
];

const oneBlock = [
  ...eachSum((sum, offset) => [...get(block), ...load(offset), ...set(sum)]),
  ...advance(block, blockBytes),
  ...[...get(vector), ...set(at)],
  ...loop(oneColumn),
  ...eachSum((sum, offset) => [...get(out), ...get(sum), ...store(offset)]),
  ...advance(out, blockBytes),
  ...againBelow(out, outEnd),
];

const locals = [2, 1, i32, 1 + sums, v128];

/** The module: one memory and one function, both exported. */
const module = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, 1, 0x60, 5, i32, i32, i32, i32, i32, 0),
  ...section(3, 1, 0),
  ...section(5, 1, 0, 1),
  ...section(7, 2, ...word('memory'), 2, 0, ...word('product'), 0, 0),
  ...section(10, 1, ...sized([...locals, ...loop(oneBlock), 0x0b])),
]);

/** A memory for matrices and vectors, and the product over it. */
export function startKernel(): { readonly memory: KernelMemory; readonly product: Product } {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module));
  // The module above exports exactly these two.
  return exports as { memory: KernelMemory; product: Product };
}
