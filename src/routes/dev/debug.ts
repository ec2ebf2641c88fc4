/** GET /debug/*: what this process, its machine and its engine are doing. Closed unless the operator opens it. */
import { disks } from '../../diagnostics/disks.js';
import { folderSize } from '../../diagnostics/folder-size.js';
import { gpus } from '../../diagnostics/gpus.js';
import { machineReport } from '../../diagnostics/machine.js';
import { threadReport } from '../../diagnostics/threads.js';
import { SpeechError } from '../../errors.js';
import { getRoute, jsonReply, type Reply, type Route } from '../../http/route.js';

/** Where the server keeps its files. */
export interface StoragePlaces {
  readonly temp: { readonly path: string; readonly limitBytes: number; readonly limitFiles: number };
  readonly voices: string;
  readonly model: string;
}

/** One model that runs are made with. */
export interface SessionPool {
  readonly name: string;
  readonly model: string;
  /** Runs that may be made side by side, and the threads of each. */
  readonly workers: number;
  readonly threads_per_worker: number;
  readonly sessions: readonly {
    readonly id: number;
    readonly state: 'idle' | 'running';
    readonly runs_total: number;
    readonly last_run_ms: number | null;
    readonly arena_bytes: number | null;
  }[];
}

export interface DebugSources {
  readonly places: StoragePlaces;
  /** Undefined while the engine loads. */
  pools(): { readonly provider: string; readonly pools: readonly SessionPool[] } | undefined;
  /** The card that is used when the provider is CUDA, and the MiB the engine may take of it; 0: all. */
  readonly card: { readonly id: number; readonly limitMb: number };
}

/** The four routes; without sources they are closed. */
export function debugRoutes(sources: DebugSources | undefined): Route[] {
  const route = (name: string, summary: string, answer: (open: DebugSources) => Promise<object>): Route => {
    const description = { path: `/debug/${name}`, summary, produces: ['application/json'] };
    return getRoute(description, async (): Promise<Reply> => {
      if (sources === undefined) throw new SpeechError('FEATURE_DISABLED', 'Debug endpoints are disabled');
      return jsonReply(await answer(sources));
    });
  };
  return [
    route('threads', 'Lists the threads.', threadReport),
    route('storage', 'Tells how full the disks and folders are.', ({ places }) => storageReport(places)),
    route('system', 'Tells how busy machine and process are.', machineReport),
    route('session_pools', 'Tells what the engine runs.', poolReport),
  ];
}

async function storageReport({ temp, voices, model }: StoragePlaces): Promise<object> {
  const [storage, held, packs, weights] = await Promise.all([
    disks(),
    folderSize(temp.path),
    folderSize(voices),
    folderSize(model),
  ]);
  return {
    storage_info: storage,
    temp: { ...held, limit_bytes: temp.limitBytes, limit_files: temp.limitFiles },
    voices: packs,
    model: { path: weights.path, bytes: weights.bytes },
  };
}

async function poolReport(sources: DebugSources): Promise<object> {
  const report = sources.pools();
  if (report === undefined)
    throw new SpeechError('NOT_READY', 'The engine is still loading. Try again shortly.', {
      retryAfterSec: 5,
    });
  const { provider, pools } = report;
  return {
    provider,
    execution_model: 'Windows of all utterances share the workers; the nearest to silence goes first.',
    pools,
    cuda: provider.startsWith('CUDA') ? await cardReport(sources.card, pools) : null,
  };
}

/** Streams are one a pool; null when the card does not answer. */
async function cardReport(
  { id, limitMb }: DebugSources['card'],
  pools: readonly SessionPool[],
): Promise<object | null> {
  const card = (await gpus())?.find((one) => one.id === id);
  if (card === undefined) return null;
  const { used, total } = card.memory;
  return {
    device: card.name,
    streams: pools.map(({ sessions }, stream) => ({
      id: stream,
      busy: sessions.some(({ state }) => state === 'running'),
    })),
    memory: { used_mb: used, limit_mb: limitMb || total },
  };
}
