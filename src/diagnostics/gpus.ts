/** The NVIDIA cards of this machine, as their driver's own program tells. */
import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { promisify } from 'node:util';
import { percentOf } from './proc-files.js';

export interface Gpu {
  readonly id: number;
  readonly name: string;
  /** Share of the last moments in which it computed, 0 to 1. */
  readonly load: number;
  /** MiB, and percent used. */
  readonly memory: {
    readonly total: number;
    readonly used: number;
    readonly free: number;
    readonly percent: number;
  };
  /** Degrees Celsius. */
  readonly temperature: number;
}

const columns = 'index,name,utilization.gpu,memory.total,memory.used,memory.free,temperature.gpu';
/** The program may wait for a card that hangs, in ms. */
const longestMs = 2000;

/** Null when there is no card, or it does not answer. */
export async function gpus(): Promise<Gpu[] | null> {
  try {
    await access('/proc/driver/nvidia/version');
    const options = { timeout: longestMs };
    const query = [`--query-gpu=${columns}`, '--format=csv,noheader,nounits'];
    return parseGpus((await promisify(execFile)('nvidia-smi', query, options)).stdout);
  } catch {
    return null;
  }
}

/** Reads the program's lines; fields a card does not know count as 0. */
export function parseGpus(csv: string): Gpu[] {
  return csv
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const fields = line.split(',').map((field) => field.trim());
      const number = (index: number): number => Number.parseFloat(fields[index] ?? '') || 0;
      const [total, used, free] = [number(3), number(4), number(5)];
      return {
        id: number(0),
        name: fields[1] ?? '',
        load: number(2) / 100,
        memory: { total, used, free, percent: percentOf(used, total) },
        temperature: number(6),
      };
    });
}
