import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { committedWeights, readWeights, WeightsError } from '../../src/text/en/weights-file.js';

const folder = mkdtempSync(join(tmpdir(), 'weights-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a weight file of one int8 array. */
function weightFile(name: string, length: number, values: readonly number[]): string {
  const arrays = { rows: { type: 'int8', shape: [length], offset: 0 } };
  const header = Buffer.from(JSON.stringify({ kind: 'test', names: ['a', 'b'], step: 0.5, arrays }));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(header.length);
  const file = join(folder, name);
  writeFileSync(
    file,
    Buffer.concat([Buffer.from('KNWEIGHT'), size, header, Buffer.from(Int8Array.from(values))]),
  );
  return file;
}

test('reads arrays, lists and numbers', () => {
  const weights = readWeights(weightFile('good.bin', 3, [1, -2, 3]), 'test');
  expect([...weights.int8('rows')]).toEqual([1, -2, 3]);
  expect(weights.strings('names')).toEqual(['a', 'b']);
  expect(weights.numbers('step')).toEqual([0.5]);
});

test('names the file that is missing, of another kind, foreign or cut short', () => {
  expect(() => readWeights(join(folder, 'none.bin'), 'test')).toThrow(/none\.bin is missing/);
  expect(() => readWeights(weightFile('kind.bin', 1, [1]), 'tagger')).toThrow(
    /kind\.bin holds "test", not "tagger"/,
  );
  expect(() => readWeights(weightFile('short.bin', 9, [1]), 'test').int8('rows')).toThrow(WeightsError);
  writeFileSync(join(folder, 'text.bin'), 'not a weight file');
  expect(() => readWeights(join(folder, 'text.bin'), 'test')).toThrow(/text\.bin is no weight file/);
});

test('asks for arrays and facts by their right types', () => {
  const weights = readWeights(weightFile('types.bin', 1, [1]), 'test');
  expect(() => weights.float32('rows')).toThrow(WeightsError);
  expect(() => weights.uint32('keys')).toThrow(WeightsError);
  expect(() => weights.strings('step')).toThrow(WeightsError);
  expect(() => weights.numbers('names')).toThrow(WeightsError);
});

test('keeps the committed weights within nine megabytes', () => {
  const files = ['tagger.bin', 'homographs.bin', 'unknown-words.bin'].map(committedWeights);
  expect(files.map((file) => readFileSync(file).toString('latin1', 0, 8))).toEqual(Array(3).fill('KNWEIGHT'));
  expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(9_000_000);
});
