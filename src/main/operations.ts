/** What operators look at: metrics, diagnostics and the gate of /dev/unload, from the parts of one server. */
import type { Config } from '../config.js';
import type { DownloadLimits } from '../downloads/downloads.js';
import type { EngineInfo } from '../engine/native.js';
import type { Metrics, Readings } from '../metrics/metrics.js';
import type { DebugSources } from '../routes/dev/debug.js';
import type { DevOptions } from '../routes/dev/routes.js';
import type { Server } from '../server.js';
import type { Admission } from '../speech/admission.js';
import type { TextRules } from '../speech/text-options.js';
import type { MeteredEngine } from './metered-engine.js';

export interface OperationParts {
  readonly config: Config;
  readonly engine: MeteredEngine;
  readonly metrics: Metrics;
  readonly rules: TextRules;
  readonly temp: DownloadLimits;
  /** Empty when nobody knows: then nothing is found there. */
  readonly voicesDir: string;
  readonly modelDir: string;
}

/** Options of the routes for developers and operators. */
export function devOptions({ config, engine, metrics, rules, ...places }: OperationParts): DevOptions {
  return {
    rules,
    metrics: config.metricsPort === 0 ? metrics : undefined,
    unload: config.allowUnload ? engine : undefined,
    debug: config.enableDebug ? debugSources(config, engine, places) : undefined,
  };
}

function debugSources(
  config: Config,
  engine: MeteredEngine,
  { temp, voicesDir, modelDir }: Pick<OperationParts, 'temp' | 'voicesDir' | 'modelDir'>,
): DebugSources {
  let info: EngineInfo | undefined;
  engine.ready.then(
    (ready) => {
      info = ready;
    },
    () => {}, // probes tell of it
  );
  return {
    places: {
      temp: { path: temp.folder, limitBytes: temp.maxBytes, limitFiles: temp.maxCount },
      voices: voicesDir,
      model: modelDir,
    },
    card: { id: config.cudaDevice, limitMb: config.gpuMemLimitMb },
    pools: () => info && { provider: info.provider, pools: [pool(engine, info)] },
  };
}

/** All workers run the sessions of one model; the arena's size is not known outside of ONNX Runtime. */
function pool(engine: MeteredEngine, { model, workers, threads }: EngineInfo) {
  const session = {
    id: 0,
    state: engine.speaking > 0 ? ('running' as const) : ('idle' as const),
    runs_total: engine.runs,
    last_run_ms: engine.lastRunMs,
    arena_bytes: null,
  };
  return { name: 'acoustic', model, workers, threads_per_worker: threads, sessions: [session] };
}

/** What gauges show, asked at each scrape. */
export function readings(parts: {
  readonly server: Server;
  readonly admission: Admission;
  readonly isModelLoaded: () => boolean;
  readonly temp: () => { readonly count: number; readonly bytes: number };
}): Readings {
  const { server, admission } = parts;
  return {
    work: () => {
      const active = Math.min(admission.active, admission.places.workers);
      return { active, queued: admission.active - active, backlogSec: admission.backlogSec };
    },
    connections: () => server.open.requests,
    sockets: () => server.open.sockets,
    contexts: () => ({}),
    isModelLoaded: parts.isModelLoaded,
    temp: () => {
      const { count, bytes } = parts.temp();
      return { files: count, bytes };
    },
  };
}
