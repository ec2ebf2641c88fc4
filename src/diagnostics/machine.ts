/** How busy the machine and this process are, measured over a moment. */
import { readdir, readlink } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { gpus } from './gpus.js';
import { namedNumbers, percentOf, processStat, stateName, textOf, toGiB, toMiB } from './proc-files.js';

/** How long is looked, in ms. */
const measuredMs = 100;

/** CPU, memory, this process, the network and the GPUs. */
export async function machineReport() {
  const [before, own] = [await processorTimes(), await ownStat()];
  const startedAt = performance.now();
  const [memory, network, graphics] = await Promise.all([
    memoryReport(),
    networkReport(),
    gpus(),
    setTimeout(measuredMs),
  ]);
  const after = await processorTimes();
  const now = await ownStat();
  const seconds = (performance.now() - startedAt) / 1000;
  const [total, ...each] = after.map((times, index) => busyPercent(before[index], times));
  const rss = process.memoryUsage.rss();
  return {
    cpu: { cpu_count: each.length, cpu_percent: total ?? 0, per_cpu_percent: each, load_avg: loadavg() },
    memory: memory.report,
    process: {
      pid: process.pid,
      status: stateName(now.state),
      create_time: (await bootTime()) + now.startedSec,
      cpu_percent: percentOf(now.cpuSec - own.cpuSec, seconds),
      memory_percent: percentOf(rss, memory.totalBytes),
      rss_mb: toMiB(rss),
    },
    network,
    gpu: graphics,
  };
}

interface Times {
  readonly busy: number;
  readonly idle: number;
}

/** Ticks of all processors together, then of each. */
async function processorTimes(): Promise<Times[]> {
  return [...(await textOf('/proc/stat')).matchAll(/^cpu\d*\s+(.+)$/gm)].map(([, line = '']) => {
    // Guests' time is counted in the first two already.
    const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, softIrq = 0, steal = 0] = line
      .split(/\s+/)
      .map(Number);
    return { busy: user + nice + system + irq + softIrq + steal, idle: idle + wait };
  });
}

function busyPercent(before: Times | undefined, after: Times): number {
  const busy = after.busy - (before?.busy ?? 0);
  const idle = after.idle - (before?.idle ?? 0);
  return percentOf(busy, busy + idle);
}

async function ownStat() {
  return processStat(await textOf('/proc/self/stat'));
}

/** Seconds since 1970 when the machine was started. */
async function bootTime(): Promise<number> {
  return Number(/^btime (\d+)/m.exec(await textOf('/proc/stat'))?.[1] ?? Date.now() / 1000);
}

async function memoryReport() {
  const fields = namedNumbers(await textOf('/proc/meminfo'));
  const bytes = (name: string): number => (fields.get(name) ?? 0) * 1024;
  const [total, available] = [bytes('MemTotal'), bytes('MemAvailable')];
  const [swap, free] = [bytes('SwapTotal'), bytes('SwapFree')];
  const report = {
    virtual: {
      total_gb: toGiB(total),
      available_gb: toGiB(available),
      used_gb: toGiB(total - available),
      percent: percentOf(total - available, total),
    },
    swap: {
      total_gb: toGiB(swap),
      used_gb: toGiB(swap - free),
      free_gb: toGiB(free),
      percent: percentOf(swap - free, swap),
    },
  };
  return { report, totalBytes: total };
}

/** Sockets of this process, and what has passed all network devices. */
async function networkReport() {
  const names = await readdir('/proc/self/fd').catch(() => []);
  const links = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')));
  const sums = { bytes_recv: 0, packets_recv: 0, bytes_sent: 0, packets_sent: 0 };
  for (const [, line = ''] of (await textOf('/proc/self/net/dev')).matchAll(/^\s*\S+:\s*(.+)$/gm)) {
    const fields = line.split(/\s+/).map(Number);
    sums.bytes_recv += fields[0] ?? 0;
    sums.packets_recv += fields[1] ?? 0;
    sums.bytes_sent += fields[8] ?? 0;
    sums.packets_sent += fields[9] ?? 0;
  }
  return { connections: links.filter((link) => link.startsWith('socket:')).length, network_io: sums };
}
