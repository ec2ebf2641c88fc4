import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Matrix, MatrixMemory, rowsOf } from '../../src/text/en/matrix.js';

const number = fc.double({ min: -8, max: 8, noNaN: true });

/** What the definition of the product says, added up from the first column to the last. */
function plainProduct(
  rows: readonly (readonly number[])[],
  start: readonly number[],
  vector: readonly number[],
) {
  return rows.map((row, n) => row.reduce((sum, value, i) => sum + value * (vector[i] ?? 0), start[n] ?? 0));
}

test('multiplies matrices of any height and width exactly as the definition says', () => {
  const problem = fc
    .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 3 }))
    .chain(([height, width, count]) => {
      const vector = fc.array(number, { minLength: width, maxLength: width });
      return fc.tuple(
        fc.array(vector, { minLength: height, maxLength: height }),
        fc.array(number, { minLength: height, maxLength: height }),
        fc.array(vector, { minLength: count, maxLength: count }),
      );
    });
  const memory = new MatrixMemory();
  fc.assert(
    fc.property(problem, ([rows, start, vectors]) => {
      const matrix = new Matrix(memory, rows, rows[0]?.length ?? 0, start);
      const out = new Float64Array(vectors.length * matrix.height);
      matrix.multiply(Float64Array.from(vectors.flat()), vectors.length, out);
      for (const [n, vector] of vectors.entries()) {
        const from = n * matrix.height;
        const ours = Array.from(out.subarray(from, from + rows.length), (value) => value + 0);
        expect(ours).toEqual(plainProduct(rows, start, vector).map((value) => value + 0));
      }
    }),
  );
});

test('keeps the numbers of the first matrix when the memory grows for others', () => {
  const memory = new MatrixMemory();
  const first = new Matrix(memory, [[2, 3]], 2, [1]);
  for (let n = 0; n < 20; n++) new Matrix(memory, [new Float64Array(4096).fill(n)], 4096);
  const out = new Float64Array(first.height);
  first.multiply(Float64Array.of(10, 100), 1, out);
  expect([...out]).toEqual([321, ...new Array<number>(first.height - 1).fill(0)]);
});

test('parts a matrix that is stored row by row', () => {
  expect(rowsOf(Float32Array.of(1, 2, 3, 4, 5, 6), 3).map((row) => [...row])).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
});
