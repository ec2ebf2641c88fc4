/** How CMake is called: always offline, the headers of Node-API come from the npm packages. */
import { readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command.mjs';
import { onnxruntimeRoot } from './steps/onnxruntime.mjs';

/** @typedef {import('./context.mjs').Context} Context */

/** Compilers of one file take up to 1 GB; two cores are what the smallest machines have. */
export const buildJobs = String(Math.max(1, Math.min(8, availableParallelism())));

/** The folders with `node_api.h` and `napi.h`, as CMake writes lists. */
export function nodeApiHeaders() {
  const require = createRequire(import.meta.url);
  return `${require('node-api-headers').include_dir};${require('node-addon-api').include_dir}`;
}

/** @returns {Promise<string[]>} a compiler cache, if the machine has one */
async function compilerCache() {
  const hasCcache = await runCommand('ccache', ['--version'], { quiet: true }).then(
    () => true,
    () => false,
  );
  return hasCcache ? ['CMAKE_CXX_COMPILER_LAUNCHER=ccache'] : [];
}

/**
 * The `NAME=VALUE` settings every build directory gets. A directory that was set up for another ONNX Runtime is
 * set up anew: CMake would go on with the library it found first.
 * @param {Context} context
 * @param {string} directory
 */
export async function commonSettings(context, directory) {
  const root = onnxruntimeRoot(context);
  const cacheFile = join(directory, 'CMakeCache.txt');
  const cache = await readFile(cacheFile, 'utf8').catch(() => '');
  if (cache && !cache.includes(`ONNXRUNTIME_ROOT:PATH=${root}\n`)) await rm(cacheFile);
  return [`ONNXRUNTIME_ROOT=${root}`, 'CMAKE_EXPORT_COMPILE_COMMANDS=ON', ...(await compilerCache())];
}

/**
 * Configures and builds the Release build in `build/` with cmake-js.
 * @param {Context} context
 * @param {{ target?: string, settings?: string[] }} options
 */
export async function buildRelease(context, { target, settings = [] }) {
  const all = [...(await commonSettings(context, join(context.root, 'build'))), ...settings];
  const run = (/** @type {string[]} */ args) =>
    runCommand('npx', ['--no-install', 'cmake-js', ...args, '--config', 'Release', '--log-level', 'warn'], {
      cwd: context.root,
      env: context.env,
    });
  await run(['configure', ...all.map((setting) => `--CD${setting}`)]);
  await run(['build', '--parallel', buildJobs, ...(target ? ['--target', target] : [])]);
}
