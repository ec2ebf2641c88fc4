/** The facts of one finished request, counted. */
import type { Metrics, Rejection } from './metrics.js';

/** What a request's log line tells; which members there are depends on how far it came. */
export type VisitFacts = Readonly<Record<string, string | number | boolean>>;

const rejections: Readonly<Record<string, Rejection>> = {
  QUEUE_FULL: 'queue_full',
  QUEUE_TIMEOUT: 'queue_full',
  RATE_LIMITED: 'rate_limit',
  AUTH_THROTTLED: 'auth',
  UNAUTHORIZED: 'auth',
  DEADLINE_EXCEEDED: 'deadline',
  DRAINING: 'draining',
};

/** Counts a request when its answer has ended. Paths that are none of ours are one route. */
export function countVisit(metrics: Metrics, facts: VisitFacts): void {
  const { ms, ttfaMs, characters, language = 'unknown', status = 0 } = facts;
  const route = String(facts.route ?? 'unknown');
  metrics.requests.inc({ route, status: Number(status) });
  if (typeof ms === 'number') metrics.requestSeconds.observe({ route }, ms / 1000);
  if (typeof ttfaMs === 'number') metrics.ttfaSeconds.observe({ route }, ttfaMs / 1000);
  if (typeof characters === 'number') metrics.characters.inc({ language: String(language) }, characters);
  countOutcome(metrics, String(facts.outcome), ttfaMs !== undefined);
}

/** `sent`, `gone`, or the code of a failure. */
function countOutcome(metrics: Metrics, outcome: string, hasSpoken: boolean): void {
  if (outcome === 'sent') return;
  if (outcome === 'gone') {
    metrics.cancelled.inc({ phase: hasSpoken ? 'speaking' : 'waiting' });
    return;
  }
  metrics.errors.inc({ code: outcome });
  const reason = Object.hasOwn(rejections, outcome) ? rejections[outcome] : undefined;
  if (reason !== undefined) metrics.rejected.inc({ reason });
}
