import { expect, test } from '@jest/globals';
import { unhurried } from '../../src/speech/unhurried.js';

/** Takes about so long, in steps of 1 ms, and says when each begins. */
function* busy(ms: number, onStep: () => void): Generator<void, string> {
  const endsAt = performance.now() + ms;
  while (performance.now() < endsAt) {
    onStep();
    const stepEndsAt = performance.now() + 1;
    while (performance.now() < stepEndsAt);
    yield;
  }
  return 'done';
}

test('others have their turn while long work is done', async () => {
  let turns = 0;
  const other = setInterval(() => turns++, 1);
  const result = await unhurried(
    busy(100, () => {}),
    new AbortController().signal,
  );
  clearInterval(other);
  expect(result).toBe('done');
  expect(turns).toBeGreaterThan(2);
});

test('work nobody waits for any more is given up', async () => {
  const control = new AbortController();
  let steps = 0;
  const work = unhurried(
    busy(60_000, () => {
      steps++;
      if (steps === 30) control.abort(new Error('gone'));
    }),
    control.signal,
  );
  await expect(work).rejects.toThrow('gone');
  expect(steps).toBeLessThan(1000);
});

test('a failure of the work is its caller’s', async () => {
  const failing = (function* (): Generator<void, never> {
    yield;
    throw new Error('broken');
  })();
  await expect(unhurried(failing, new AbortController().signal)).rejects.toThrow('broken');
});
