/** What the machine has to offer: processor, memory, disk, file limit, port. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { sizeText } from '../fetch/progress.mjs';

/** @typedef {import('./check.mjs').Check} Check */

/** The model with one utterance under way, and room for the importer. */
const leastMemory = 1.5e9;
/** Download and imported weights of fp32, the runtime and the voices. */
const leastDisk = 1e9;
const leastFiles = 4096;

/** @type {Check} */
export const processor = async () => {
  const label = 'processor';
  const cores = availableParallelism();
  const flags = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  if (process.arch === 'x64' && flags && !/\bavx2\b/.test(flags)) {
    return {
      level: 'warn',
      label,
      message: 'no AVX2: speech will be slower than real time',
      fix: 'use another machine',
    };
  }
  const message = `${process.arch}, ${cores} core${cores === 1 ? '' : 's'}`;
  if (cores >= 2) return { level: 'ok', label, message };
  return { level: 'warn', label, message, fix: 'give the server two cores' };
};

/** @type {Check} */
export const memory = async () => {
  const label = 'memory';
  const message = `${sizeText(totalmem())}, ${sizeText(freemem())} free`;
  if (totalmem() >= leastMemory) return { level: 'ok', label, message };
  return { level: 'error', label, message, fix: `give the server ${sizeText(leastMemory)}` };
};

/** @type {Check} */
export const disk = async ({ cacheDir, freeBytes }) => {
  const label = 'disk';
  let directory = cacheDir;
  // The cache folder may not be there yet; its disk is that of the nearest folder that is.
  for (;;) {
    try {
      const free = await freeBytes(directory);
      const message = `${sizeText(free)} free in ${directory}`;
      if (free >= leastDisk) return { level: 'ok', label, message };
      return { level: 'warn', label, message, fix: 'set KOKORO_CACHE_DIR to a larger disk' };
    } catch (error) {
      if (directory === dirname(directory)) return { level: 'error', label, message: String(error) };
      directory = dirname(directory);
    }
  }
};

/** @type {Check} */
export const openFiles = async () => {
  const label = 'open files';
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const limit = Number(/^Max open files\s+\d+\s+(\d+)/m.exec(limits)?.[1] ?? Number.POSITIVE_INFINITY);
  if (limit >= leastFiles) return { level: 'ok', label, message: `at most ${limit}` };
  return { level: 'warn', label, message: `at most ${limit}`, fix: 'ulimit -n 65536' };
};

/** @type {Check} */
export const port = async ({ env }) => {
  const label = 'port';
  const number = Number(env.KOKORO_PORT || env.PORT || 8880);
  const host = env.KOKORO_HOST || env.HOST || '127.0.0.1';
  const server = createServer();
  return await new Promise((resolve) => {
    server.on('error', (error) =>
      resolve({
        level: 'warn',
        label,
        message: `${number} cannot be used: ${error.message}`,
        fix: 'set KOKORO_PORT',
      }),
    );
    server.listen(number, host, () => {
      server.close(() => resolve({ level: 'ok', label, message: `${number} is free` }));
    });
  });
};
