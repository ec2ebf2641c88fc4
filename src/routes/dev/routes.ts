/** The routes for developers and operators that speak nothing. */
import type { Route } from '../../http/route.js';
import type { Metrics } from '../../metrics/metrics.js';
import type { TextRules } from '../../speech/text-options.js';
import { type DebugSources, debugRoutes } from './debug.js';
import { metricsRoute } from './metrics.js';
import { ssmlRoutes } from './ssml.js';
import { type Unloadable, unloadRoute } from './unload.js';

export interface DevOptions {
  readonly rules: TextRules;
  /** Undefined when a port of its own shows them. */
  readonly metrics: Metrics | undefined;
  /** Undefined when the operator has not opened it. */
  readonly unload: Unloadable | undefined;
  /** Undefined when the operator has not opened it. */
  readonly debug: DebugSources | undefined;
}

/** All of them; `isReady` tells whether the engine has been loaded. */
export function devRoutes({ rules, metrics, unload, debug }: DevOptions, isReady: () => boolean): Route[] {
  return [
    ...ssmlRoutes(rules),
    unloadRoute(unload, isReady),
    ...debugRoutes(debug),
    ...(metrics === undefined ? [] : [metricsRoute(metrics)]),
  ];
}
