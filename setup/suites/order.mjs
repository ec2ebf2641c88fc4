/** The suites, in order: what fails fastest and explains most comes first. */
import { nativeSuite } from './ctest-suite.mjs';
import { jestSuite } from './jest-suite.mjs';
import { sanitizerSuite } from './sanitizer-suite.mjs';
import { commandSuite } from './suite.mjs';

const npx = ['npx', '--no-install'];
/** One test file at a time: these start servers and engines that would take the cores from each other. */
const alone = ['--runInBand'];

/** @type {import('./suite.mjs').Suite[]} */
export const suites = [
  commandSuite('lint', [...npx, 'biome', 'check', '.']),
  commandSuite('lint-cpp', [process.execPath, 'setup/lint-cpp.mjs']),
  commandSuite('typecheck', [...npx, 'tsc', '--noEmit', '-p', '.'], [...npx, 'tsc', '-p', 'setup']),
  nativeSuite,
  sanitizerSuite,
  jestSuite('unit'),
  jestSuite('contract'),
  jestSuite('text'),
  jestSuite('binding', alone),
  jestSuite('e2e', alone),
  jestSuite('golden', alone),
];
