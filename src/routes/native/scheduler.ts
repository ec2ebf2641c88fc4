import { providerFacts, type Runtime } from './runtime-facts.js';

export interface SchedulerFacts {
  /** The operator lets several workers share a card. */
  readonly allowsGpuConcurrency: boolean;
}

/** How requests share the engine, in the words of kokoro-webui; `isExtended` names our own model, which it does not know. */
export function scheduler(
  runtime: Runtime,
  { allowsGpuConcurrency }: SchedulerFacts,
  isExtended: boolean,
): object {
  const { admission, requestedProvider } = runtime;
  const { workers, queue } = admission.places;
  const { active_provider: activeProvider } = providerFacts(runtime.state());
  const isGpu = activeProvider !== null && activeProvider !== 'CPUExecutionProvider';
  return {
    requested_provider: requestedProvider,
    active_provider: activeProvider,
    runtime_kind: isGpu ? 'gpu' : 'cpu',
    execution_model: isExtended ? 'session-pool' : 'shared-runtime',
    supported_execution_models: isExtended ? ['shared-runtime', 'session-pool'] : ['shared-runtime'],
    planned_execution_models: isExtended ? [] : ['session-pool'],
    worker_limit: workers,
    queue_limit: queue,
    interactive_reserve_slots: admission.reserve,
    prefers_serial_workers: isGpu,
    experimental_gpu_concurrency: isGpu && allowsGpuConcurrency,
    concurrency_note: isGpu
      ? 'One runtime on the GPU is shared, and requests are batched.'
      : 'A small pool of workers serves concurrent requests on the CPU.',
    warning: null,
  };
}
