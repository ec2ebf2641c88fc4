/** npm run test:sanitizers: the C++ tests under AddressSanitizer with UBSan, then under ThreadSanitizer. */
import { createContext } from './context.mjs';
import { sanitizerSuite } from './suites/sanitizer-suite.mjs';

const { passed, failed } = await sanitizerSuite.run(createContext());
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
