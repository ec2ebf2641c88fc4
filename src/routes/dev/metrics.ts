/** GET /metrics: Prometheus text 0.0.4. */
import { getRoute, type Route } from '../../http/route.js';
import type { Metrics } from '../../metrics/metrics.js';

/** The route. */
export function metricsRoute(metrics: Metrics): Route {
  const description = {
    path: '/metrics',
    summary: 'What the server has done and is doing, for Prometheus.',
    produces: ['text/plain'],
  };
  return getRoute(description, async () => ({
    status: 200,
    headers: { 'content-type': metrics.contentType, 'cache-control': 'no-store' },
    body: await metrics.text(),
  }));
}
