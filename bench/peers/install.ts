/** Puts the peers and the weights into one folder: what is there stays. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, configure } from '../../src/config.js';

/** What each peer's own environment holds: two of them bring modules of one name. */
const pythonPackages: Readonly<Record<string, readonly string[]>> = {
  fastkokoro: ['fastkokoro[cpu]==0.7.0', 'onnxruntime==1.31.1'],
  'kokoro-onnx': ['kokoro-onnx==0.6.1', 'onnxruntime==1.31.1'],
  'sherpa-onnx': ['sherpa-onnx==2.0.1', 'numpy'],
};
const kokoroJs = 'kokoro-js@1.2.1';

export const peerNames: readonly string[] = [...Object.keys(pythonPackages), 'kokoro-js'];

/** Installs what is missing, about a minute a peer, and writes the weights for all of them once (1 GB). */
export function install(dir: string, names: readonly string[]): void {
  mkdirSync(dir, { recursive: true });
  for (const name of new Set(['fastkokoro', ...names])) {
    const packages = pythonPackages[name];
    if (packages) installPython(join(dir, name), packages);
    else installJs(join(dir, name));
  }
  if (!existsSync(join(dir, 'weights', 'done'))) writeWeights(dir);
}

function installPython(venv: string, packages: readonly string[]): void {
  const python = join(venv, 'bin', 'python');
  if (!existsSync(python)) run('python3', ['-m', 'venv', venv]);
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
}

function installJs(dir: string): void {
  if (existsSync(join(dir, 'node_modules', 'kokoro-js'))) return;
  mkdirSync(dir, { recursive: true });
  run('npm', ['install', '--prefix', dir, '--ignore-scripts', '--no-audit', '--no-fund', kokoroJs]);
}

function writeWeights(dir: string): void {
  const cache = cacheDirectory(configure([]).config);
  const imported = ['fp32', 'int8']
    .map((name) => join(cache, 'imported', name))
    .find((each) => existsSync(join(each, 'whole.onnx')));
  if (imported === undefined) throw new Error('no imported model: run npm run setup first');
  const folders = [imported, join(cache, 'voices'), join(cache, 'dictionaries'), join(dir, 'weights')];
  run(join(dir, 'fastkokoro', 'bin', 'python'), [join('bench', 'peers', 'weights.py'), ...folders]);
}

function run(program: string, args: readonly string[]): void {
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed`);
}
