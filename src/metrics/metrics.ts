/** What this server has done and is doing, as Prometheus reads it. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { EventLoopLag } from './event-loop-lag.js';

/** Why an utterance or request was not taken. */
export type Rejection = 'queue_full' | 'rate_limit' | 'auth' | 'deadline' | 'draining';

/** What is asked anew at each scrape. */
export interface Readings {
  /** Utterances that speak, that wait, and the audio that is admitted and not made, in seconds. */
  work(): { readonly active: number; readonly queued: number; readonly backlogSec: number };
  /** Open now, by dialect. */
  connections(): Readonly<Record<string, number>>;
  sockets(): Readonly<Record<string, number>>;
  contexts(): Readonly<Record<string, number>>;
  isModelLoaded(): boolean;
  temp(): { readonly files: number; readonly bytes: number };
}

const spans = { short: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] };

export class Metrics {
  readonly #registry = new Registry();
  readonly #shared = { registers: [this.#registry] };
  readonly #lag = new EventLoopLag();

  readonly requests = this.#counter('requests_total', 'Requests answered.', ['route', 'status']);
  readonly requestSeconds = this.#histogram('request_seconds', 'From request to the end of the answer.', [
    'route',
  ]);
  readonly ttfaSeconds = this.#histogram('ttfa_seconds', 'From request to the first audio.', ['route']);
  readonly queueWaitSeconds = this.#histogram('queue_wait_seconds', 'Wait for a free worker.', ['class']);
  readonly rtf = this.#histogram(
    'rtf',
    'Compute seconds per second of audio.',
    [],
    [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 5],
  );
  readonly audioSeconds = this.#counter('audio_seconds_total', 'Audio made.', ['language']);
  readonly characters = this.#counter('characters_total', 'Characters admitted.', ['language']);
  readonly tokens = this.#counter('tokens_total', 'Phoneme tokens spoken.', ['language']);
  readonly rejected = this.#counter('rejected_total', 'Requests and utterances turned away.', ['reason']);
  readonly cancelled = this.#counter('cancelled_total', 'Requests whose client left.', ['phase']);
  readonly errors = this.#counter('errors_total', 'Failures, by code.', ['code']);
  readonly engineRestarts = this.#counter('engine_restarts_total', 'Engines replaced after a crash.');
  readonly modelLoads = this.#counter('model_loads_total', 'Times the model was loaded.');
  readonly batchSize = this.#histogram(
    'batch_size',
    'Segments in one run on a GPU.',
    [],
    [1, 2, 4, 8, 16, 32],
  );
  readonly cacheHits = this.#counter('cache_hits_total', 'Answers from the audio cache.');
  readonly cacheMisses = this.#counter('cache_misses_total', 'Answers that were not in the audio cache.');
  readonly cacheBytes = this.#gauge('cache_bytes', 'Audio that is kept.');
  readonly #buildInfo = this.#gauge('build_info', 'What runs here.', [
    'version',
    'onnxruntime',
    'provider',
    'model',
  ]);

  constructor() {
    const lag = this.#histogram(
      'event_loop_lag_seconds',
      'How late timers fire.',
      [],
      [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
    );
    this.#lag.start((seconds) => lag.observe(seconds));
    collectDefaultMetrics({ register: this.#registry });
  }

  /** Media type of the text. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  /** All metrics in the text form 0.0.4. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** Says what runs; called again when the model is another. */
  running(build: {
    readonly version: string;
    readonly onnxruntime: string;
    readonly provider: string;
    readonly model: string;
  }): void {
    this.#buildInfo.reset();
    this.#buildInfo.set({ ...build }, 1);
  }

  /** Adds the gauges that others know the values of; to be called once. */
  watch(readings: Readings): void {
    const single = (name: string, help: string, value: () => number): void => {
      this.#gauge(name, help, [], (gauge) => gauge.set(value()));
    };
    const byDialect = (name: string, help: string, values: () => Readonly<Record<string, number>>): void => {
      this.#gauge(name, help, ['dialect'], (gauge) => {
        gauge.reset();
        for (const [dialect, count] of Object.entries(values())) gauge.set({ dialect }, count);
      });
    };
    single('active_utterances', 'Utterances that speak.', () => readings.work().active);
    single('queued_utterances', 'Utterances that wait.', () => readings.work().queued);
    single('backlog_audio_seconds', 'Audio admitted and not made yet.', () => readings.work().backlogSec);
    byDialect('open_connections', 'Requests being answered.', () => readings.connections());
    byDialect('open_websockets', 'WebSockets that are open.', () => readings.sockets());
    byDialect('open_contexts', 'Contexts of those WebSockets.', () => readings.contexts());
    single('model_loaded', '1 while the model is in memory.', () => Number(readings.isModelLoaded()));
    single('temp_files', 'Files kept for download.', () => readings.temp().files);
    single('temp_bytes', 'What they take.', () => readings.temp().bytes);
  }

  /** Stops measuring the event loop. */
  close(): void {
    this.#lag.stop();
  }

  #counter<Label extends string = never>(
    name: string,
    help: string,
    labelNames: Label[] = [],
  ): Counter<Label> {
    return new Counter({ name: `kokoro_${name}`, help, labelNames, ...this.#shared });
  }

  #histogram<Label extends string = never>(
    name: string,
    help: string,
    labelNames: Label[] = [],
    buckets = spans.short,
  ): Histogram<Label> {
    return new Histogram({ name: `kokoro_${name}`, help, labelNames, buckets, ...this.#shared });
  }

  #gauge<Label extends string = never>(
    name: string,
    help: string,
    labelNames: Label[] = [],
    collect?: (gauge: Gauge<Label>) => void,
  ): Gauge<Label> {
    const gauge: Gauge<Label> = new Gauge({
      name: `kokoro_${name}`,
      help,
      labelNames,
      ...this.#shared,
      ...(collect && { collect: () => collect(gauge) }),
    });
    return gauge;
  }
}
