/** What /api/health answers, and how two of its answers are told apart. */
import { randomBytes } from 'node:crypto';
import { generic, jobFacts, providerFacts, queueFacts, type Runtime, rounded } from './runtime-facts.js';

export interface HealthOptions {
  readonly runtime: Runtime;
  readonly version: string;
  readonly asksForKeys: boolean;
}

export class HealthSnapshot {
  readonly #scope: string;
  readonly #startedAt = performance.now();
  #idleSince = performance.now();

  constructor(private readonly options: HealthOptions) {
    const random = randomBytes(12).toString('base64url');
    this.#scope = `${options.asksForKeys ? 'auth' : 'public'}-${random}`;
    const { admission } = options.runtime;
    admission.watch(() => {
      if (admission.active === 0) this.#idleSince = performance.now();
    });
  }

  /** Everything there is to tell now. */
  take(): Readonly<Record<string, unknown>> {
    const { runtime, version } = this.options;
    const state = runtime.state();
    const missing = runtime.missing();
    const { active_provider, active_providers, provider_fallback, provider_error, runtime_error } =
      providerFacts(state);
    return {
      ok: missing.length === 0 && state.kind !== 'failed',
      missing,
      active_provider,
      active_providers,
      provider_fallback,
      provider_error,
      runtime_error,
      status_stream_scope: this.#scope,
      gpu: gpuFacts(active_provider),
      runtime_activity: this.#activity(),
      queue: queueFacts(runtime.admission),
      version,
      uptime_seconds: rounded((performance.now() - this.#startedAt) / 1000, 1),
      draining: runtime.isDraining(),
      model: state.kind === 'ready' ? { name: state.model, precision: precision(state.model) } : null,
      backlog_audio_seconds: rounded(runtime.admission.backlogSec),
    };
  }

  #activity(): object {
    const { runtime } = this.options;
    const { admission, idleUnloadSec } = runtime;
    const jobs = jobFacts(admission);
    const loaded = runtime.state().kind === 'ready' && runtime.isLoaded();
    const idleSec = admission.active > 0 ? 0 : (performance.now() - this.#idleSince) / 1000;
    const unloads = idleUnloadSec > 0;
    return {
      state: admission.active > 0 ? 'active' : loaded ? 'idling' : 'unloaded',
      loaded,
      ...jobs,
      idle_seconds: rounded(idleSec, 2),
      idle_unload_enabled: unloads,
      idle_unload_after_seconds: unloads ? idleUnloadSec : null,
      idle_unload_remaining_seconds:
        unloads && loaded ? rounded(Math.max(idleUnloadSec - idleSec, 0), 2) : null,
    };
  }
}

/** Members that change with the clock alone: a snapshot that differs in nothing else is the same. */
const clocks = new Set(['idle_seconds', 'idle_unload_remaining_seconds', 'uptime_seconds']);

/** The same for two snapshots that tell the same. */
export function essence(snapshot: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(snapshot, (key, value: unknown) => (clocks.has(key) ? undefined : value));
}

/** Memory of the card is not measured; with one in use that is said. */
function gpuFacts(activeProvider: string | null): object {
  const isUsed = activeProvider === 'CUDAExecutionProvider';
  return {
    available: isUsed,
    process_vram_used_bytes: null,
    process_vram_used_mb: null,
    process_group_vram_used_bytes: null,
    process_group_vram_used_mb: null,
    source: null,
    error: isUsed ? generic.gpu : null,
  };
}

/** The arithmetic a model's name tells of: `fp32` for `kokoro-v1.0-fp32`; null for a name of the operator's own. */
function precision(model: string): string | null {
  return /(?:fp|bf|int|uint)\d+|q\d\w*/i.exec(model)?.[0].toLowerCase() ?? null;
}
