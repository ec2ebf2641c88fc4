/** The small decisions of the set-up: versions, packages, stamps, reports, proxies, progress. */
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { isBuilt, recordBuild } from '../../setup/build-stamp.mjs';
import { createContext } from '../../setup/context.mjs';
import { startProgress } from '../../setup/fetch/progress.mjs';
import { proxyFor } from '../../setup/fetch/proxy.mjs';
import { runSteps } from '../../setup/run-steps.mjs';
import { modelCandidates } from '../../setup/steps/model-choice.mjs';
import { isSupported } from '../../setup/steps/node-version.mjs';
import { differences } from '../../setup/steps/npm-packages.mjs';
import { junitCounts } from '../../setup/suites/ctest-suite.mjs';
import { countsOf } from '../../setup/suites/jest-suite.mjs';
import { treeHash } from '../../setup/tree-hash.mjs';
import { withFolder } from '../harness/temporary-folder.js';

test.each([
  ['20.20.2', true],
  ['20.19.0', false],
  ['22.0.0', true],
  ['21.7.0', false],
  ['24.1.0', false],
])('Node %s is supported: %s', (version, supported) => {
  expect(isSupported(version, '^20.20 || ^22')).toBe(supported);
});

test('finds packages that are installed in another version or not at all, but not absent optional ones', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0' },
    'node_modules/c': { version: '3.0.0' },
    'node_modules/@other/platform': { version: '1.0.0', optional: true },
  };
  const installed = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.1' } };
  expect(differences(wanted, installed)).toEqual(['b 2.0.0', 'c 3.0.0']);
});

test('knows a build by its sources and by what came out of it', async () => {
  await withFolder(async (root) => {
    const out = join(root, 'out.node');
    await writeFile(out, 'one');
    await recordBuild(root, 'native', 'key', ['out.node']);
    expect(await isBuilt(root, 'native', 'key')).toBe(true);
    expect(await isBuilt(root, 'native', 'other key')).toBe(false);
    expect(await isBuilt(root, 'typescript', 'key')).toBe(false);
    await utimes(out, 1, 1);
    expect(await isBuilt(root, 'native', 'key')).toBe(false);
    await expect(recordBuild(root, 'native', 'key', ['absent'])).rejects.toThrow('made no absent');
  });
});

test('hashes a tree by names and contents of the wanted files', async () => {
  await withFolder(async (root) => {
    await mkdir(join(root, 'src', 'deep'), { recursive: true });
    await writeFile(join(root, 'src', 'deep', 'a.ts'), 'a');
    const hash = () => treeHash(root, ['src', 'absent'], /\.ts$/);
    const before = await hash();
    await writeFile(join(root, 'src', 'notes.txt'), 'not counted');
    expect(await hash()).toBe(before);
    await writeFile(join(root, 'src', 'deep', 'b.ts'), '');
    const after = await hash();
    expect(after).not.toBe(before);
    await writeFile(join(root, 'src', 'deep', 'a.ts'), 'b');
    expect(await hash()).not.toBe(after);
  });
});

test('counts what ctest and jest report', () => {
  const xml =
    '<?xml?>\n<testsuite name="x" tests="9" failures="2" disabled="1" skipped="1" time="1">\n</testsuite>';
  expect(junitCounts(xml)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  expect(junitCounts('')).toBeUndefined();
  const report = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numRuntimeErrorTestSuites: 1 };
  expect(countsOf(report)).toEqual({ passed: 7, failed: 2, skipped: 2 });
});

test('asks a proxy only where the environment says so', () => {
  const env = { HTTPS_PROXY: 'proxy.invalid:3128', NO_PROXY: 'localhost, .inside.invalid' };
  expect(proxyFor(new URL('https://outside.invalid/x'), env)?.href).toBe('http://proxy.invalid:3128/');
  expect(proxyFor(new URL('https://host.inside.invalid/x'), env)).toBeUndefined();
  expect(proxyFor(new URL('http://127.0.0.1/x'), env)).toBeUndefined();
  expect(proxyFor(new URL('https://outside.invalid/x'), { ...env, no_proxy: '*' })).toBeUndefined();
});

test('shows progress as lines every five seconds, and as a bar on a terminal', () => {
  let clock = 0;
  const shown: string[] = [];
  const write = (text: string) => shown.push(text);
  const plain = startProgress('model', 100e6, { stream: { write }, now: () => clock });
  for (clock = 0; clock <= 10_000; clock += 1000) plain.at(clock * 5000);
  plain.end();
  expect(shown).toEqual([
    'model 25 % of 100.0 MB, 5.0 MB/s, 15 s left\n',
    'model 50 % of 100.0 MB, 5.0 MB/s, 10 s left\n',
  ]);
  shown.length = 0;
  clock = 0;
  const bar = startProgress('model', 100e6, { stream: { isTTY: true, write }, now: () => clock });
  clock = 1000;
  bar.at(0);
  expect(shown[0]).toBe(`\r\x1b[Kmodel [${'.'.repeat(24)}] 0 % of 100.0 MB, 0 kB/s, ? left`);
});

test('refuses a model the manifest does not have, and a path where no file is', async () => {
  const context = (env: object) => createContext({ env: { ...env } });
  await expect(modelCandidates(context({ KOKORO_MODEL: 'fp8' }))).rejects.toThrow(
    'must be auto, fp32, int8 or the name of an imported model, got "fp8"',
  );
  await expect(modelCandidates(context({ KOKORO_MODEL_PATH: '/nowhere.onnx' }))).rejects.toThrow(
    'there is no file',
  );
  const names = (await modelCandidates(context({}))).map(({ name }: { name: string }) => name);
  expect(names).toEqual(['fp32', 'int8']);
});

test('runs only the steps that are not ready, and stops at one that does not become ready', async () => {
  await withFolder(async (cacheDir) => {
    const ran: string[] = [];
    const stepOf = (name: string, isReady: () => boolean) => ({
      name,
      label: name,
      check: async () => ({ isReady: isReady(), message: 'absent', fix: 'fetch it' }),
      run: async () => {
        ran.push(name);
      },
    });
    const context = createContext({ cacheDir, say: () => {} });
    await runSteps([stepOf('there', () => true), stepOf('made', () => ran.includes('made'))], context);
    expect(ran).toEqual(['made']);
    const never = runSteps([stepOf('never', () => false), stepOf('later', () => false)], context);
    await expect(never).rejects.toThrow('never: absent. Please run: fetch it');
    expect(ran).not.toContain('later');
  });
});
