/** Probes: /health for people, /livez and /readyz for supervisors and load balancers. */
import { getRoute, jsonReply, type Route } from '../http/route.js';

/** How the engine is. `failed`: it will never speak, or broke after it did. */
export type EngineState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly provider: string }
  | { readonly kind: 'failed' };

/** What the probes look at; every member is asked anew for each probe. */
export interface Vitals {
  engine(): EngineState;
  /** False while the model is given up; the next request loads it again. */
  isModelLoaded(): boolean;
  isDraining(): boolean;
  /** How full the queue is, 0 to 1. */
  load(): number;
  /** How long the event loop last stood still, in ms. */
  stalledMs(): number;
  /** How long the engine has been at one segment without a sound, in ms; 0 when it is idle. */
  stuckMs(): number;
}

/** A queue fuller than this wants no more traffic. */
const overload = 0.9;
/** An event loop that stood still for longer is not alive, in ms; nor is an engine. */
const longestStallMs = 5000;
const longestRunMs = 60_000;

const providers: Readonly<Record<string, string>> = {
  cpu: 'CPUExecutionProvider',
  cuda: 'CUDAExecutionProvider',
};
const produces = ['application/json'];

/** A probe's answer. */
export interface ProbeReply {
  readonly status: 200 | 503;
  readonly body: Readonly<Record<string, string | boolean>>;
}

/** The three probes. `healthy` is the word of /health for a server that can speak; `ok` comes without further members. */
export function healthRoutes(
  version: string,
  vitals: Vitals,
  healthy: 'healthy' | 'ok' = 'healthy',
): Route[] {
  const probe = (path: string, summary: string, reply: () => ProbeReply): Route =>
    getRoute({ path, summary, produces }, () => {
      const { status, body } = reply();
      return jsonReply(body, status);
    });
  return [
    probe('/health', 'Tells whether the server can speak.', () => healthReply(version, vitals, healthy)),
    probe('/livez', 'Tells whether the process works.', () => livenessReply(vitals)),
    probe('/readyz', 'Tells whether the server wants traffic.', () => readinessReply(vitals)),
  ];
}

function healthReply(version: string, vitals: Vitals, healthy: 'healthy' | 'ok'): ProbeReply {
  const engine = vitals.engine();
  if (engine.kind === 'loading') return { status: 503, body: { status: 'loading' } };
  if (engine.kind === 'failed') return { status: 503, body: { status: 'unhealthy' } };
  if (healthy === 'ok') return { status: 200, body: { status: healthy } };
  const provider = providers[engine.provider] ?? engine.provider;
  return { status: 200, body: { status: healthy, version, model_loaded: vitals.isModelLoaded(), provider } };
}

/** Whether the process works; never depends on load. */
export function livenessReply(vitals: Vitals): ProbeReply {
  const isAlive = vitals.stalledMs() <= longestStallMs && vitals.stuckMs() <= longestRunMs;
  return isAlive ? { status: 200, body: { status: 'ok' } } : { status: 503, body: { status: 'stalled' } };
}

/** Whether the server wants traffic. */
export function readinessReply(vitals: Vitals): ProbeReply {
  const reason = unready(vitals);
  return reason === undefined
    ? { status: 200, body: { status: 'ready' } }
    : { status: 503, body: { status: 'not_ready', reason } };
}

function unready(vitals: Vitals): string | undefined {
  if (vitals.isDraining()) return 'draining';
  if (vitals.engine().kind !== 'ready') return 'loading';
  return vitals.load() >= overload ? 'overloaded' : undefined;
}
