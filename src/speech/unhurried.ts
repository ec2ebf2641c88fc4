import { setImmediate } from 'node:timers/promises';

/** Longest stretch of work before others have their turn, in ms. */
const stretchMs = 10;

/** The result of work that comes in steps, done without holding up other requests. Rejects when `signal` aborts. */
export async function unhurried<Result>(
  steps: Generator<void, Result>,
  signal: AbortSignal,
): Promise<Result> {
  for (let begunAt = performance.now(); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - begunAt < stretchMs) continue;
    await setImmediate();
    signal.throwIfAborted();
    begunAt = performance.now();
  }
}
