/** Builds the benchmark of the decoder in `build-bench/`. */
import { join } from 'node:path';
import { buildJobs, commonSettings } from './cmake.mjs';
import { createContext } from './context.mjs';
import { runCommand } from './run-command.mjs';

const context = createContext();
const directory = join(context.root, 'build-bench');
const settings = [...(await commonSettings(context, directory)), 'TTS_BENCH=ON', 'CMAKE_BUILD_TYPE=Release'];
const options = { cwd: context.root, env: context.env };
await runCommand('cmake', ['-S', '.', '-B', directory, ...settings.map((setting) => `-D${setting}`)], options);
await runCommand('cmake', ['--build', directory, '--parallel', buildJobs, '--target', 'decode_bench'], options);
