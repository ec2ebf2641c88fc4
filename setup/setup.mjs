/**
 * node setup/setup.mjs [--only STEP,STEP] [--from DIR] [--tests]
 *
 * Does what is missing: packages, ONNX Runtime, builds, voices, dictionaries, model. `--only` runs the named steps,
 * `--from` takes downloads from a folder first, `--tests` prepares the tests as well.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createContext } from './context.mjs';
import { prepare } from './run-steps.mjs';
import { serverSteps, testSteps } from './steps/order.mjs';

const { values } = parseArgs({
  options: { only: { type: 'string' }, from: { type: 'string' }, tests: { type: 'boolean', default: false } },
});
const context = createContext({
  forTests: values.tests,
  from: values.from === undefined ? undefined : resolve(values.from),
});
const steps = values.tests ? testSteps : serverSteps;
const names = values.only?.split(',') ?? steps.map(({ name }) => name);
const unknown = names.filter((name) => !testSteps.some((step) => step.name === name));
if (unknown.length > 0) {
  context.say(`No such step: ${unknown.join(', ')}. Steps: ${testSteps.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const chosen = testSteps.filter(({ name }) => names.includes(name));
if (await prepare(chosen, context)) context.say(`Set up: ${chosen.map(({ name }) => name).join(', ')}.`);
else process.exitCode = 1;
