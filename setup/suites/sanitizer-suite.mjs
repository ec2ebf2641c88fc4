/**
 * The C++ tests under the sanitizers, each in a build directory of its own: memory errors and undefined behaviour in
 * one, data races in the other. ONNX Runtime itself is not instrumented.
 */
import { join } from 'node:path';
import { buildJobs, commonSettings } from '../cmake.mjs';
import { runCommand } from '../run-command.mjs';
import { runCtest } from './ctest-suite.mjs';

/** @typedef {import('../context.mjs').Context} Context */

const sanitizers = [
  {
    directory: 'build-asan',
    flags: 'address,undefined',
    env: { ASAN_OPTIONS: 'detect_leaks=1', UBSAN_OPTIONS: 'halt_on_error=1:print_stacktrace=1' },
  },
  {
    directory: 'build-tsan',
    flags: 'thread',
    env: {
      TSAN_OPTIONS: 'halt_on_error=1:second_deadlock_stack=1:suppressions=test/native/thread-sanitizer.supp',
    },
  },
];

/**
 * ThreadSanitizer needs fixed addresses; kernels that scatter them widely stop it. Empty where that is not allowed.
 * @returns {Promise<string[]>}
 */
async function fixedAddresses() {
  return await runCommand('setarch', ['-R', 'true'], { quiet: true }).then(
    () => ['setarch', '-R'],
    () => [],
  );
}

/**
 * @param {Context} context
 * @param {typeof sanitizers[number]} sanitizer
 * @param {string[]} prefix
 */
async function build(context, { directory, flags }, prefix) {
  const path = join(context.root, directory);
  const settings = [
    ...(await commonSettings(context, path)),
    ...['CMAKE_BUILD_TYPE=Debug', 'TTS_TESTS=ON', `TTS_SANITIZE=${flags}`],
  ];
  const configure = ['-S', context.root, '-B', path, ...settings.map((setting) => `-D${setting}`)];
  await runCommand('cmake', configure, { env: context.env });
  // The build lists the tests by running them, so it needs what the tests need.
  const [command = '', ...args] = [...prefix, 'cmake', '--build', path, '--parallel', buildJobs];
  await runCommand(command, [...args, '--target', 'tts_core_test'], { env: context.env });
}

/** @type {import('./suite.mjs').Suite} */
export const sanitizerSuite = {
  name: 'sanitizers',
  run: async (context) => {
    const total = { passed: 0, failed: 0, skipped: 0 };
    const prefix = await fixedAddresses();
    for (const sanitizer of sanitizers) {
      try {
        await build(context, sanitizer, prefix);
      } catch (error) {
        context.say(String(error));
        total.failed++;
        continue;
      }
      const outcome = await runCtest(
        context,
        sanitizer.directory,
        { ...context.env, ...sanitizer.env },
        prefix,
      );
      total.passed += outcome.passed;
      total.failed += outcome.failed;
      total.skipped += outcome.skipped;
    }
    return total;
  },
};
