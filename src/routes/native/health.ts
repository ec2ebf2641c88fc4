/** GET /api/health, and the same as a stream of what changes. */
import { getRoute, jsonReply, type Request, type Route } from '../../http/route.js';
import type { Admission } from '../../speech/admission.js';
import { essence, type HealthSnapshot } from './health-snapshot.js';

export interface HealthTimes {
  /** Between two looks without a reason: the engine unloads without a word. */
  readonly lookMs: number;
  /** Silence after which a comment is sent. */
  readonly quietMs: number;
  /** Least time between two events. */
  readonly leastMs: number;
}

export const usualHealthTimes: HealthTimes = { lookMs: 1000, quietMs: 15_000, leastMs: 250 };

/** Both routes. `changes` tells when looking again makes sense. */
export function nativeHealthRoutes(
  snapshot: HealthSnapshot,
  changes: Pick<Admission, 'watch'>,
  times: HealthTimes = usualHealthTimes,
): Route[] {
  const health = { path: '/api/health', summary: 'Tells how engine and queue are.' };
  const stream = { path: '/api/health/stream', summary: 'Tells it anew whenever it changes.' };
  return [
    getRoute({ ...health, produces: ['application/json'] }, () => jsonReply(snapshot.take())),
    getRoute({ ...stream, produces: ['text/event-stream'] }, (request) => ({
      status: 200,
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-store, must-revalidate',
        'x-accel-buffering': 'no',
      },
      body: events(snapshot, changes, times, request),
    })),
  ];
}

/** Pulled as fast as the client reads: one that is slow finds the newest snapshot only. */
async function* events(
  snapshot: HealthSnapshot,
  changes: Pick<Admission, 'watch'>,
  { lookMs, quietMs, leastMs }: HealthTimes,
  { signal, draining }: Request,
): AsyncGenerator<Uint8Array> {
  const ended = AbortSignal.any([signal, draining]);
  const bell = new Bell();
  const unwatch = changes.watch(() => bell.ring());
  const ring = (): void => bell.ring();
  ended.addEventListener('abort', ring, { once: true });
  let told = '';
  let id = 0;
  let quietSince = performance.now();
  try {
    while (!ended.aborted) {
      const now = snapshot.take();
      const news = essence(now);
      if (news !== told) {
        told = news;
        yield Buffer.from(`id: ${++id}\r\nevent: health_snapshot\r\ndata: ${sortedJson(now)}\r\n\r\n`);
        await new Bell().rung(leastMs, ended);
        quietSince = performance.now();
      } else if (performance.now() - quietSince >= quietMs) {
        quietSince = performance.now();
        yield Buffer.from(': ping\r\n\r\n');
      }
      await bell.rung(lookMs, ended);
    }
  } finally {
    unwatch();
    ended.removeEventListener('abort', ring);
  }
}

/** Remembers that it rang until somebody has heard it. */
class Bell {
  #hasRung = false;
  #wake = (): void => {};

  ring(): void {
    this.#hasRung = true;
    this.#wake();
  }

  /** Resolves as soon as it has rung or `signal` has aborted, at the latest after `limitMs`. */
  async rung(limitMs: number, signal: AbortSignal): Promise<void> {
    if (!this.#hasRung && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, limitMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#hasRung = false;
  }
}

/** Compact JSON with its keys in order, so that equal snapshots are equal text. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
      : member,
  );
}
