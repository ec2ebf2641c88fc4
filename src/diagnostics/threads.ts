/** The threads of this process, those of the engine and of Node's own pool among them. */
import { readdir } from 'node:fs/promises';
import { processStat, stateName, textOf, toMiB } from './proc-files.js';

export interface ThreadDetail {
  readonly name: string;
  readonly id: number;
  readonly alive: boolean;
  /** Ends with the main thread. */
  readonly daemon: boolean;
  readonly state: string;
  readonly cpu_seconds: number;
  /** JavaScript frames, of the main thread. */
  readonly stack?: readonly string[];
}

const tasks = '/proc/self/task';

/** All threads with their compute so far. */
export async function threadReport() {
  const stack = framesHere();
  const ids = (await readdir(tasks)).map(Number).sort((left, right) => left - right);
  const details = (await Promise.all(ids.map((id) => threadDetail(id, stack)))).filter(({ alive }) => alive);
  return {
    total_threads: details.length,
    active_threads: details.filter(({ state }) => state === 'running').length,
    thread_names: details.map(({ name }) => name),
    thread_details: details,
    memory_mb: toMiB(process.memoryUsage.rss()),
  };
}

async function threadDetail(id: number, stack: readonly string[]): Promise<ThreadDetail> {
  const [name, stat] = await Promise.all([textOf(`${tasks}/${id}/comm`), textOf(`${tasks}/${id}/stat`)]);
  const { state, cpuSec } = processStat(stat);
  const isMain = id === process.pid;
  return {
    name: isMain ? 'MainThread' : name.trim(),
    id,
    alive: stat !== '', // a thread may end while its siblings are read
    daemon: !isMain,
    state: stateName(state),
    cpu_seconds: cpuSec,
    ...(isMain && { stack }),
  };
}

/** Where the main thread is: in here, and what called. */
function framesHere(): string[] {
  return (new Error().stack ?? '')
    .split('\n')
    .slice(1)
    .map((line) => line.trim().replace(/^at /, ''));
}
