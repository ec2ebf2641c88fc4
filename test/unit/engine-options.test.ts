import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { withDefaults } from '../../src/config/schema.js';
import { engineOptions } from '../../src/main/engine-options.js';

const description = {
  source: { file: 'x.onnx', sha256: '0', format: 'fp32' },
  split: false,
  reason: 'A test needs no more.',
};
let cache = '';
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'cache-'));
});
afterEach(() => rmSync(cache, { recursive: true }));

/** Leaves what an import leaves, as far as it is looked at. */
function imported(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.json'), JSON.stringify(description));
  return folder;
}

const optionsOf = (config: object, cores = 4) => engineOptions(withDefaults({ ...config }), cache, cores);

test('takes full precision before int8', () => {
  const int8 = imported(join(cache, 'imported', 'int8'));
  expect(optionsOf({}).modelDir).toBe(int8);
  const fp32 = imported(join(cache, 'imported', 'fp32'));
  expect(optionsOf({}).modelDir).toBe(fp32);
  expect(optionsOf({ model: 'int8' }).modelDir).toBe(int8);
});

test("takes the operator's own folder or file", () => {
  imported(join(cache, 'imported', 'fp32'));
  const custom = imported(join(cache, 'imported', 'custom'));
  const own = imported(join(cache, 'own'));
  expect(optionsOf({ modelPath: 'my.onnx' }).modelDir).toBe(custom);
  expect(optionsOf({ modelDir: own }).modelDir).toBe(own);
  cpSync(own, join(cache, 'several', 'fp32'), { recursive: true });
  expect(optionsOf({ modelDir: join(cache, 'several') }).modelDir).toBe(join(cache, 'several', 'fp32'));
});

test('says where it looked when there is none', () => {
  expect(() => optionsOf({ model: 'fp16' })).toThrow(
    expect.objectContaining({
      code: 'MODEL_LOAD_FAILED',
      message: `No imported model found in ${join(cache, 'imported', 'fp16')}. Run: npm run setup`,
    }),
  );
});

test.each([
  [{}, 4, { workers: 2, threads: 2, capacity: 66, timbreRow: 120, provider: 'cpu' }],
  [{}, 1, { workers: 1, threads: 1, capacity: 65 }],
  [{ workers: 3 }, 8, { workers: 3, threads: 2 }],
  [
    { threads: 5, synthQueue: 0, timbreRow: 'own', provider: 'cuda' },
    2,
    { threads: 5, capacity: 1, timbreRow: -1, provider: 'cuda' },
  ],
  [{ synthQueue: -1 }, 2, { capacity: 100_000 }],
])('%j on %i cores', (config, cores, expected) => {
  imported(join(cache, 'imported', 'fp32'));
  expect(optionsOf(config, cores)).toMatchObject(expected);
});
