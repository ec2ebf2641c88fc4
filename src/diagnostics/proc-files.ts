/** Files of /proc as fields. What is not there, or cannot be read, is empty: a diagnosis is better than none. */
import { readFile } from 'node:fs/promises';

/** The text of a file; empty when it cannot be read. */
export async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return '';
  }
}

/** Numbers by name, from lines like `MemTotal:  123 kB`; the unit stays as it is. */
export function namedNumbers(text: string): ReadonlyMap<string, number> {
  return new Map(
    [...text.matchAll(/^(\w[\w()]*):\s+(\d+)/gm)].map(([, name = '', value]) => [name, Number(value)]),
  );
}

/** Clock ticks of the kernel's counters in a second: what USER_HZ is on every Linux there is. */
export const ticksPerSec = 100;

export interface ProcessStat {
  /** One letter, R for running. */
  readonly state: string;
  /** Compute so far, user and system, in seconds. */
  readonly cpuSec: number;
  /** Since the machine was started, in seconds. */
  readonly startedSec: number;
}

/** `/proc/PID/stat` or that of a thread: the name in brackets may hold anything, so fields are counted behind it. */
export function processStat(text: string): ProcessStat {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = (index: number): number => Number(fields[index] ?? 0) / ticksPerSec;
  return { state: fields[0] ?? '', cpuSec: ticks(11) + ticks(12), startedSec: ticks(19) };
}

/** Words for the letters that `ps` uses. */
export function stateName(letter: string): string {
  const names: Readonly<Record<string, string>> = {
    R: 'running',
    S: 'sleeping',
    D: 'disk-sleep',
    T: 'stopped',
    t: 'tracing-stop',
    Z: 'zombie',
    X: 'dead',
    I: 'idle',
  };
  return names[letter] ?? 'unknown';
}

/** MiB with one decimal. */
export function toMiB(bytes: number): number {
  return Math.round((bytes / 2 ** 20) * 10) / 10;
}

/** GiB with two decimals. */
export function toGiB(bytes: number): number {
  return Math.round((bytes / 2 ** 30) * 100) / 100;
}

/** A share in percent with one decimal; 0 of nothing. */
export function percentOf(part: number, whole: number): number {
  return whole > 0 ? Math.round((1000 * part) / whole) / 10 : 0;
}
