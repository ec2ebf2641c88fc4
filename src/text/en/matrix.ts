/** Products of matrices with vectors; the matrices of one model share a memory. */
import { blockRows, type KernelMemory, type Product, startKernel } from './product-kernel.js';

const bytesPerNumber = 8;
const bytesPerPage = 65_536;

/** Where the matrices of one model stand, and room for the vectors they are multiplied with. */
export class MatrixMemory {
  readonly product: Product;
  private readonly memory: KernelMemory;
  private view: Float64Array;
  private used = 0;

  constructor() {
    const { memory, product } = startKernel();
    this.memory = memory;
    this.product = product;
    this.view = new Float64Array(memory.buffer);
  }

  /** All numbers of the memory; no longer valid when the memory has grown. */
  get numbers(): Float64Array {
    return this.view;
  }

  /** Index of the first of `length` numbers, all zero, that nobody else has. */
  reserve(length: number): number {
    const from = this.used;
    this.used += length;
    const lacking = this.used * bytesPerNumber - this.memory.buffer.byteLength;
    if (lacking > 0) {
      this.memory.grow(Math.ceil(lacking / bytesPerPage));
      this.view = new Float64Array(this.memory.buffer);
    }
    return from;
  }
}

/**
 * A matrix with a number added to each row's product. Its numbers are doubles: to widen them in each product would take
 * as long as the product itself.
 */
export class Matrix {
  /** Numbers a product has: one a row, then zeros up to a whole block. */
  readonly height: number;
  private readonly blocks: number;
  private readonly vector: number;
  private readonly result: number;

  /** Each row has `width` numbers; `start` holds what is added to each row's product (nothing if left out). */
  constructor(
    private readonly memory: MatrixMemory,
    rows: readonly ArrayLike<number>[],
    private readonly width: number,
    start: ArrayLike<number> = [],
  ) {
    this.height = Math.ceil(rows.length / blockRows) * blockRows;
    this.blocks = memory.reserve(this.height * (width + 1));
    this.vector = memory.reserve(width);
    this.result = memory.reserve(this.height);
    const { numbers } = memory;
    for (const [n, row] of rows.entries()) {
      const first = this.blocks + (n - (n % blockRows)) * (width + 1) + (n % blockRows);
      numbers[first] = start[n] ?? 0;
      for (let i = 0; i < width; i++) numbers[first + (i + 1) * blockRows] = row[i] ?? 0;
    }
  }

  /** Writes to `out` the products with the first `count` vectors of `input`, one after the other. */
  multiply(input: Float64Array, count: number, out: Float64Array): void {
    const { width, height, blocks, vector, result } = this;
    const { numbers, product } = this.memory;
    for (let one = 0; one < count; one++) {
      for (let i = 0; i < width; i++) numbers[vector + i] = input[one * width + i] ?? 0;
      product(
        blocks * bytesPerNumber,
        vector * bytesPerNumber,
        (vector + width) * bytesPerNumber,
        result * bytesPerNumber,
        (result + height) * bytesPerNumber,
      );
      for (let n = 0; n < height; n++) out[one * height + n] = numbers[result + n] ?? 0;
    }
  }
}

/** The rows of a matrix that is stored row by row. */
export function rowsOf(numbers: Float32Array, width: number): Float32Array[] {
  return Array.from({ length: numbers.length / width }, (_, n) =>
    numbers.subarray(n * width, (n + 1) * width),
  );
}
