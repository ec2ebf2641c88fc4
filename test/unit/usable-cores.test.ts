import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { usableCores } from '../../src/main/usable-cores.js';

test.each([
  ['max 100000', availableParallelism()],
  ['100000 100000', 1],
  ['50000 100000', 1],
  ['99900000 100000', availableParallelism()],
  ['nonsense', availableParallelism()],
])('a quota of %j leaves %i cores', (quota, cores) => {
  const directory = mkdtempSync(join(tmpdir(), 'cgroup-'));
  writeFileSync(join(directory, 'cpu.max'), quota);
  expect(usableCores(join(directory, 'cpu.max'))).toBe(cores);
  rmSync(directory, { recursive: true });
});

test('a system without control groups has the cores it has', () => {
  expect(usableCores('/nonexistent/cpu.max')).toBe(availableParallelism());
});
