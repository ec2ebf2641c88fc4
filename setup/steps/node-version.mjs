/** The Node versions the binaries of uWebSockets.js and the addon are made for: `engines.node` of package.json. */
import { join } from 'node:path';
import { readJson } from '../context.mjs';
import { missing, ready, SetupError } from './step.mjs';

/**
 * Whether a version meets a range of the form `^20.20 || ^22`.
 * @param {string} version
 * @param {string} range
 */
export function isSupported(version, range) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return range.split('||').some((part) => {
    const [wantedMajor, wantedMinor = 0] = part.trim().slice(1).split('.').map(Number);
    return major === wantedMajor && minor >= wantedMinor;
  });
}

/** @type {import('./step.mjs').Step['check']} */
async function check({ root }) {
  const range = (await readJson(join(root, 'package.json'))).engines.node;
  if (isSupported(process.versions.node, range)) return ready(`v${process.versions.node}`);
  return missing(`Node ${process.versions.node} does not meet ${range}.`, 'install Node 22 or Node 20.20');
}

/** @type {import('./step.mjs').Step} */
export const nodeVersion = {
  name: 'node',
  label: 'Node',
  check,
  run: async (context) => {
    const { message, fix } = await check(context);
    throw new SetupError(`${message} Please ${fix}.`);
  },
};
