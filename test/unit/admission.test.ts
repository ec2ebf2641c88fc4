import { expect, test } from '@jest/globals';
import { SpeechError } from '../../src/errors.js';
import { Admission } from '../../src/speech/admission.js';

function refusal(act: () => unknown): SpeechError {
  try {
    act();
  } catch (error) {
    if (error instanceof SpeechError) return error;
  }
  throw new Error('Expected a refusal.');
}

test('with one worker and no queue a second utterance is refused', () => {
  const admission = new Admission({ workers: 1, queue: 0, maxWaitSec: 30 });
  const slot = admission.admit('stream', 5);
  expect(refusal(() => admission.admit('stream', 5))).toMatchObject({ code: 'QUEUE_FULL', status: 503 });
  slot.release();
  expect(admission.admit('stream', 5).queued).toBe(false);
});

test('keeps one place for those who wait for the whole answer', () => {
  const admission = new Admission({ workers: 1, queue: 1, maxWaitSec: 30 });
  admission.admit('stream', 5);
  expect(refusal(() => admission.admit('stream', 5)).code).toBe('QUEUE_FULL');
  expect(admission.admit('interactive', 5).queued).toBe(true);
  expect(admission.load).toBe(1);
});

test('refuses when the backlog is longer than the longest wait, and says when to come back', () => {
  const admission = new Admission({ workers: 1, queue: 10, maxWaitSec: 30 });
  admission.admit('stream', 20);
  admission.admit('stream', 20); // waits; the queue was empty, so it was admitted whatever the backlog
  const { retryAfterSec } = refusal(() => admission.admit('stream', 1));
  expect(retryAfterSec).toBeGreaterThanOrEqual(40);
  expect(retryAfterSec).toBeLessThanOrEqual(41);
});

test('audio that has been made is no backlog any more', () => {
  const admission = new Admission({ workers: 1, queue: 10, maxWaitSec: 30 });
  const first = admission.admit('stream', 20);
  admission.admit('stream', 20);
  first.made(15);
  expect(admission.admit('stream', 1).queued).toBe(true);
});

test('a slot is given back once, however often it is released', () => {
  const admission = new Admission({ workers: 2, queue: 0, maxWaitSec: 30 });
  const slot = admission.admit('stream', 5);
  slot.release();
  slot.release();
  expect(admission).toMatchObject({ active: 0, admitted: 1, completed: 1 });
});

test('learns how fast the engine is', () => {
  const admission = new Admission({ workers: 1, queue: 0, maxWaitSec: 30 });
  for (let utterances = 0; utterances < 40; utterances++) admission.measured(4, 1);
  expect(admission.throughput).toBeCloseTo(4, 2);
  admission.measured(0, 1);
  expect(admission.throughput).toBeCloseTo(4, 2);
});

test('Retry-After stays between 1 and 60', () => {
  const admission = new Admission({ workers: 1, queue: 0, maxWaitSec: 0 });
  expect(admission.refusal('QUEUE_FULL', '').retryAfterSec).toBe(1);
  admission.admit('interactive', 1e6);
  expect(admission.refusal('QUEUE_FULL', '').retryAfterSec).toBe(60);
});

test('a queue of -1 has no end', () => {
  const admission = new Admission({ workers: 1, queue: -1, maxWaitSec: 1 });
  for (let utterances = 0; utterances < 500; utterances++) admission.admit('stream', 100);
  expect(admission).toMatchObject({ active: 500, load: 0 });
});
