import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Cores this process may really use: those it sees, or fewer when its control group has a quota. At least 1. */
export function usableCores(quotaFile = '/sys/fs/cgroup/cpu.max'): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(quota(quotaFile))));
}

/** Cores of the control group's quota (version 2: "QUOTA PERIOD" in µs); infinite without one. */
function quota(file: string): number {
  try {
    const [allowed, period] = readFileSync(file, 'utf8').trim().split(' ').map(Number);
    return allowed && period ? Math.max(1, allowed / period) : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
