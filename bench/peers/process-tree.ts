/** What a process and everything below it use of the machine, read from /proc. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Ticks of 10 ms in user and kernel mode. */
  readonly ticks: number;
}

/** MB resident; a page shared inside the tree counts once. */
export function memoryMb(root: number): number {
  const kib = tree(root).map(({ pid }) =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
  );
  return kib.reduce((sum, each) => sum + each, 0) / 1024;
}

/** The most memory used while something runs, looked at five times a second. */
export async function peakMemoryMb<T>(
  root: number,
  work: () => Promise<T>,
): Promise<{ mb: number; result: T }> {
  let mb = memoryMb(root);
  const timer = setInterval(() => {
    mb = Math.max(mb, memoryMb(root));
  }, 200);
  try {
    const result = await work();
    return { mb: Math.max(mb, memoryMb(root)), result };
  } finally {
    clearInterval(timer);
  }
}

/** Resolves when the tree has rested for a second, so that what it does in the background harms nobody's figures. */
export async function rested(root: number, withinMs = 120_000): Promise<void> {
  const startedAt = performance.now();
  let before = cpuTicks(root);
  for (let restMs = 0; restMs < 1000 && performance.now() - startedAt < withinMs; ) {
    await pause(250);
    const now = cpuTicks(root);
    restMs = now - before <= 2 ? restMs + 250 : 0;
    before = now;
  }
}

function cpuTicks(root: number): number {
  return tree(root).reduce((sum, { ticks }) => sum + ticks, 0);
}

function tree(root: number): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(processOf);
  const found = all.filter(({ pid }) => pid === root);
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

function processOf(pid: string): Process {
  // Behind the name, which may hold anything: state, parent, …, user and kernel ticks (proc(5)).
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  return { pid: Number(pid), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}

/** Empty for a process that has just ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
