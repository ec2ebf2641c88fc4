/**
 * node setup/lint-cpp.mjs [--write]: clang-format over all C++ files, then clang-tidy over those that changed since
 * they last passed (it takes seconds a file). With `--write` only formats.
 */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { commonSettings, nodeApiHeaders } from './cmake.mjs';
import { createContext, readJson } from './context.mjs';
import { mapParallel } from './parallel.mjs';
import { CommandError, runCommand } from './run-command.mjs';
import { treeHash } from './tree-hash.mjs';

const context = createContext();
const { root } = context;
/** Of its own, with the tests: the release build may have been set up without them. */
const buildDirectory = join(root, 'build-lint');
const passedPath = join(root, '.cache', 'clang-tidy.json');

/** @param {RegExp} pattern */
async function filesMatching(pattern) {
  const names = [];
  for (const folder of ['native', 'test/native']) {
    const found = await readdir(join(root, folder), { recursive: true }).catch(() => []);
    names.push(...found.filter((name) => pattern.test(name)).map((name) => join(folder, name)));
  }
  return names.sort();
}

/** @returns {Promise<boolean>} */
async function format() {
  const files = await filesMatching(/\.(cc|h)$/);
  const mode = process.argv.includes('--write') ? ['-i'] : ['--dry-run', '--Werror'];
  return await runCommand('clang-format-14', [...mode, ...files], { cwd: root }).then(
    () => true,
    () => false,
  );
}

async function compileCommands() {
  const settings = [...(await commonSettings(context, buildDirectory)), 'TTS_TESTS=ON'];
  settings.push('CMAKE_BUILD_TYPE=Release', `CMAKE_JS_INC=${nodeApiHeaders()}`);
  const args = ['-S', root, '-B', buildDirectory, ...settings.map((setting) => `-D${setting}`)];
  await runCommand('cmake', args, { quiet: true });
}

/** @returns {Promise<boolean>} */
async function tidy() {
  await compileCommands();
  const headers = await treeHash(root, ['native', 'test/native', '.clang-tidy', 'CMakeLists.txt'], /\.h$/);
  /** @type {Record<string, string>} */
  const passed = (await readJson(passedPath)) ?? {};
  const results = await mapParallel(await filesMatching(/\.cc$/), availableParallelism(), async (file) => {
    const key = headers + (await treeHash(root, [file]));
    if (passed[file] === key) return { file, key, isClean: true };
    const isClean = await runCommand('clang-tidy-14', ['--quiet', '-p', buildDirectory, join(root, file)], {
      quiet: true,
    }).then(
      () => true,
      (error) => {
        process.stderr.write(`${error instanceof CommandError ? error.output : error}\n`);
        return false;
      },
    );
    return { file, key, isClean };
  });
  const clean = results.filter(({ isClean }) => isClean).map(({ file, key }) => [file, key]);
  await mkdir(dirname(passedPath), { recursive: true });
  await writeFile(passedPath, `${JSON.stringify(Object.fromEntries(clean), null, 1)}\n`);
  return results.length === clean.length;
}

const isFormatted = await format();
const isTidy = process.argv.includes('--write') || (await tidy());
process.exitCode = isFormatted && isTidy ? 0 : 1;
