#!/usr/bin/env node
/**
 * The command of the images: `kokoro-native doctor …` examines, anything else is the server's own command line. What
 * a volume of the cache does not hold yet is fetched first.
 */
import { createContext } from './context.mjs';
import { prepareAndServe } from './serve.mjs';
import { assetSteps } from './steps/order.mjs';

if (process.argv[2] === 'doctor') {
  process.argv.splice(2, 1);
  await import('./doctor.mjs');
} else {
  await prepareAndServe(assetSteps, createContext());
}
