#!/usr/bin/env node
/**
 * The command of the images: `kokoro-native doctor …` examines, anything else is the server's own command line. What
 * a volume of the cache does not hold yet is fetched first, for those commands that speak.
 */
import { createContext } from './context.mjs';
import { prepareAndServe } from './serve.mjs';
import { assetSteps } from './steps/order.mjs';

/** Commands that need neither model nor voices. */
const plain = ['config', 'keys', 'version', 'help'];

/**
 * False for what is answered without speaking.
 * @param {string[]} args
 */
function needsAssets(args) {
  return !plain.includes(args[0] ?? '') && !args.some((word) => ['--help', '-h', '--version'].includes(word));
}

if (process.argv[2] === 'doctor') {
  process.argv.splice(2, 1);
  await import('./doctor.mjs');
} else {
  await prepareAndServe(needsAssets(process.argv.slice(2)) ? assetSteps : [], createContext());
}
