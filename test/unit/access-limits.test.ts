import { describe, expect, test } from '@jest/globals';
import { FailureThrottle } from '../../src/access/failure-throttle.js';
import { isAllowedHost, usualHosts } from '../../src/access/host-check.js';
import { RateLimits, type Rates } from '../../src/access/rate-limits.js';
import { TokenBucket } from '../../src/access/token-bucket.js';
import { SpeechError } from '../../src/errors.js';

/** A clock that is set by hand, in seconds. */
function clock() {
  let seconds = 0;
  return {
    now: () => seconds * 1000,
    pass: (more: number) => {
      seconds += more;
    },
  };
}

describe('the throttle', () => {
  const make = (limit: number, maxBuckets = 100) => {
    const time = clock();
    return { time, throttle: new FailureThrottle({ limit, windowSec: 60, maxBuckets }, time.now) };
  };

  test('forgets each failure when the window has slid past it', () => {
    const { time, throttle } = make(2);
    expect(throttle.fails('c', 'k')).toBe(false);
    time.pass(30);
    expect(throttle.fails('c', 'k')).toBe(false);
    expect(throttle.fails('c', 'k')).toBe(true);
    time.pass(31);
    expect(throttle.fails('c', 'k')).toBe(true); // of the three, two are left
    time.pass(61);
    expect(throttle.fails('c', 'k')).toBe(false);
  });

  test('holds clients apart', () => {
    const { throttle } = make(1);
    expect([throttle.fails('a', 'k'), throttle.fails('b', 'k'), throttle.fails('a', 'k')]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('counts a client over all its keys, at least three of them', () => {
    const { throttle } = make(1);
    expect(['1', '2', '3'].map((key) => throttle.fails('c', key))).toEqual([false, false, true]);
  });

  test('forgets a client whose key was right, and nobody else', () => {
    const { throttle } = make(1);
    throttle.fails('a', 'k');
    throttle.fails('ab', 'k');
    throttle.succeeds('a');
    expect([throttle.fails('a', 'k'), throttle.fails('ab', 'k')]).toEqual([false, true]);
  });

  test('remembers so many windows, and drops the oldest idle one', () => {
    const { throttle } = make(1, 4);
    throttle.fails('old', 'k');
    for (const client of ['b', 'c']) throttle.fails(client, 'k');
    expect(throttle.fails('old', 'k')).toBe(false);
    expect(throttle.fails('old', 'k')).toBe(true);
  });
});

describe('a token bucket', () => {
  test('fills evenly and holds a minute at most', () => {
    const bucket = new TokenBucket(60, 0);
    expect(bucket.take(60, 0)).toBe(0);
    expect(bucket.take(1, 0)).toBe(1);
    expect(bucket.take(1, 1000)).toBe(0);
    expect(bucket.take(61, 600_000)).toBe(0);
    expect(bucket.take(1, 600_000)).toBe(2);
  });

  test('gives more than it holds when it is full, and owes it then', () => {
    const bucket = new TokenBucket(100, 0);
    expect(bucket.take(250, 0)).toBe(0);
    expect(bucket.take(1, 0)).toBeCloseTo(90.6);
    expect(bucket.isFull(149_000)).toBe(false);
    expect(bucket.isFull(150_000)).toBe(true);
  });
});

describe('rate limits', () => {
  const rates = (some: Partial<Rates>): Rates => ({ rpm: 0, charsPerMin: 0, concurrent: 0, ...some });
  const refusal = (act: () => unknown): SpeechError => {
    try {
      act();
    } catch (error) {
      if (error instanceof SpeechError) return error;
    }
    throw new Error('Expected a SpeechError.');
  };

  test('of requests tell when the next one is possible', () => {
    const time = clock();
    const limits = new RateLimits(time.now);
    const two = rates({ rpm: 2 });
    limits.request('a', two);
    limits.request('a', two);
    expect(refusal(() => limits.request('a', two))).toMatchObject({
      code: 'RATE_LIMITED',
      status: 429,
      retryAfterSec: 30,
    });
    limits.request('b', two);
    time.pass(30);
    limits.request('a', two);
  });

  test('of characters count texts', () => {
    const time = clock();
    const limits = new RateLimits(time.now);
    limits.characters('a', rates({ charsPerMin: 100 }), 90);
    expect(refusal(() => limits.characters('a', rates({ charsPerMin: 100 }), 20)).retryAfterSec).toBe(6);
    limits.characters('a', rates({ charsPerMin: 100 }), 10);
  });

  test('of utterances end when one does', () => {
    const limits = new RateLimits();
    const one = rates({ concurrent: 1 });
    const done = limits.utterance('a', one);
    expect(refusal(() => limits.utterance('a', one)).retryAfterSec).toBe(1);
    done();
    done();
    const next = limits.utterance('a', one);
    expect(refusal(() => limits.utterance('a', one)).code).toBe('RATE_LIMITED');
    next();
  });

  test('of 0 are none', () => {
    const limits = new RateLimits();
    for (let at = 0; at < 1000; at++) {
      limits.request('a', rates({}));
      limits.utterance('a', rates({}));
      limits.characters('a', rates({}), 1_000_000);
    }
  });

  test('forget owners that are idle, and none that is not', () => {
    const time = clock();
    const limits = new RateLimits(time.now);
    const one = rates({ rpm: 1 });
    limits.request('busy', one);
    time.pass(59);
    for (let at = 0; at < 5000; at++) limits.request(`other ${at}`, one);
    expect(refusal(() => limits.request('busy', one)).retryAfterSec).toBe(1);
  });
});

describe('the names of a server', () => {
  test('on the loopback are those of the loopback, else any', () => {
    expect(usualHosts('127.0.0.1')).toContain('localhost');
    expect(usualHosts('::1')).toContain('[::1]');
    expect(usualHosts('127.0.0.2')).toContain('127.0.0.2');
    expect(usualHosts('0.0.0.0')).toEqual(['*']);
  });

  test.each([
    ['Tts.Example', ['tts.example'], true],
    ['tts.example:80', ['tts.example'], true],
    ['[::1]:80', ['[::1]'], true],
    ['tts.example.evil', ['tts.example'], false],
    ['a.tts.example', ['*.tts.example'], true],
    ['tts.example', ['*.tts.example'], false],
    ['', ['localhost'], false],
    ['anything', ['*'], true],
  ])('%s of %j: %s', (header, allowed, expected) => {
    expect(isAllowedHost(header, allowed)).toBe(expected);
  });
});
