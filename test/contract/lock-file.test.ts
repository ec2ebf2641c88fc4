/** package-lock.json: complete, exact, and without a registry's address. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { missingOptional } from '../../setup/complete-lock.mjs';

const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');

test('the lock file lists the packages of every platform, or npm ci refuses it (node setup/complete-lock.mjs)', () => {
  expect(Object.keys(missingOptional(JSON.parse(text).packages))).toEqual([]);
});

test('the lock file names no registry', () => {
  expect(text).not.toContain('"resolved"');
});

test('finds the platforms a lock file lacks, and where they belong', () => {
  const packages = {
    'node_modules/core': {
      version: '1.0.0',
      dev: true,
      optionalDependencies: { '@a/linux-arm64-musl': '1.0.0', b: '2.0.0' },
    },
    'node_modules/core/node_modules/b': { version: '2.0.0' },
  };
  expect(missingOptional(packages)).toEqual({
    'node_modules/@a/linux-arm64-musl': {
      version: '1.0.0',
      dev: true,
      optional: true,
      cpu: ['arm64'],
      libc: ['musl'],
      os: ['linux'],
    },
  });
});
