/** Probes: /health for people, /livez and /readyz for supervisors and load balancers. */
import { getRoute, jsonReply, type Route } from '../http/route.js';

/** How the engine is. */
export type EngineState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly provider: string }
  | { readonly kind: 'failed' };

/** What the probes look at; every member is asked anew for each probe. */
export interface Vitals {
  engine(): EngineState;
  isDraining(): boolean;
  /** How full the queue is, 0 to 1. */
  load(): number;
  /** How long the event loop last stood still, in ms. */
  stalledMs(): number;
}

/** A queue fuller than this wants no more traffic. */
const overload = 0.9;
/** An event loop that stood still for longer is not alive, in ms. */
const longestStallMs = 5000;

const providers: Readonly<Record<string, string>> = {
  cpu: 'CPUExecutionProvider',
  cuda: 'CUDAExecutionProvider',
};
const produces = ['application/json'];

/** The three probes. */
export function healthRoutes(version: string, vitals: Vitals): Route[] {
  return [
    getRoute({ path: '/health', summary: 'Tells whether the server can speak.', produces }, () => {
      const engine = vitals.engine();
      if (engine.kind === 'loading') return jsonReply({ status: 'loading' }, 503);
      if (engine.kind === 'failed') return jsonReply({ status: 'unhealthy' }, 503);
      const provider = providers[engine.provider] ?? engine.provider;
      return jsonReply({ status: 'healthy', version, model_loaded: true, provider });
    }),
    getRoute({ path: '/livez', summary: 'Tells whether the process works.', produces }, () =>
      vitals.stalledMs() > longestStallMs
        ? jsonReply({ status: 'stalled' }, 503)
        : jsonReply({ status: 'ok' }),
    ),
    getRoute({ path: '/readyz', summary: 'Tells whether the server wants traffic.', produces }, () => {
      const reason = unready(vitals);
      return reason === undefined
        ? jsonReply({ status: 'ready' })
        : jsonReply({ status: 'not_ready', reason }, 503);
    }),
  ];
}

function unready(vitals: Vitals): string | undefined {
  if (vitals.isDraining()) return 'draining';
  if (vitals.engine().kind !== 'ready') return 'loading';
  return vitals.load() >= overload ? 'overloaded' : undefined;
}
