/** What /api/health and /api/capabilities tell of engine and queue, in the words of ONNX Runtime and of kokoro-webui. */
import type { Admission } from '../../speech/admission.js';

/** How the engine is; asked anew for each answer. */
export type RuntimeState =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'ready';
      readonly provider: string;
      readonly model: string;
      /** Why the provider that was asked for is not used; empty when it is. */
      readonly fallback: string;
    }
  | { readonly kind: 'failed' };

export interface Runtime {
  state(): RuntimeState;
  /** False while the model is given up; the next request loads it again. */
  isLoaded(): boolean;
  readonly admission: Admission;
  /** As configured: `auto`, `cpu`, `cuda`. */
  readonly requestedProvider: string;
  /** Names of files and parts that are missing. */
  missing(): readonly string[];
  isDraining(): boolean;
  /** Seconds without work after which the model is unloaded; 0: never. */
  readonly idleUnloadSec: number;
}

const names: Readonly<Record<string, string>> = {
  cpu: 'CPUExecutionProvider',
  cuda: 'CUDAExecutionProvider',
};

const cpu = 'CPUExecutionProvider';

/** What a client may read of a failure; the true words are in the log. */
export const generic = {
  provider: 'Provider reported a startup issue. Check server logs.',
  runtime: 'Runtime unavailable. Check server logs.',
  gpu: 'GPU metrics unavailable. Check server logs.',
} as const;

export function providerName(provider: string): string {
  return names[provider] ?? provider;
}

/** The members on providers and errors that both answers share. */
export function providerFacts(state: RuntimeState) {
  const active = state.kind === 'ready' ? providerName(state.provider) : null;
  const hasFallback = state.kind === 'ready' && state.fallback !== '';
  return {
    active_provider: active,
    active_providers: active === null ? [] : active === cpu ? [cpu] : [active, cpu],
    provider_fallback: hasFallback,
    provider_error: hasFallback ? generic.provider : null,
    runtime_error: state.kind === 'failed' ? generic.runtime : null,
  };
}

/** Providers that are tried, the wanted one first. */
export function attemptedProviders(requested: string): string[] {
  const wanted = providerName(requested);
  return requested === 'auto' || wanted === cpu ? [cpu] : [wanted, cpu];
}

/** The queue with its counters; -1 stands for no bound. */
export function queueFacts(admission: Admission): object {
  const { active, reserve, admitted, completed, rejected, waits } = admission;
  const { workers, queue, capacity } = admission.places;
  const isBound = Number.isFinite(capacity);
  return {
    worker_limit: workers,
    queue_limit: queue,
    capacity_limit: isBound ? capacity : -1,
    interactive_reserve_slots: reserve,
    stream_capacity_limit: isBound ? capacity - reserve : -1,
    reserved_jobs: active,
    ...jobFacts(admission),
    available_slots: isBound ? Math.max(capacity - active, 0) : -1,
    admitted_jobs_total: admitted,
    completed_jobs_total: completed,
    rejected_jobs_total: rejected,
    queue_wait_last_ms: rounded(waits.lastMs),
    queue_wait_avg_ms: rounded(waits.meanMs),
    queue_wait_max_ms: rounded(waits.longestMs),
    queue_wait_samples: waits.samples,
  };
}

/** Those who hold a place: as many as there are workers speak, the others wait. */
export function jobFacts({ active, places }: Admission): { active_jobs: number; queued_jobs: number } {
  const speaking = Math.min(active, places.workers);
  return { active_jobs: speaking, queued_jobs: active - speaking };
}

export function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}
