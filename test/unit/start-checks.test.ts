/** What is looked at once the settings and the engine are there. */
import { describe, expect, test } from '@jest/globals';
import { withDefaults } from '../../src/config/schema.js';
import { Log } from '../../src/log.js';
import { checkFormats } from '../../src/main/check-formats.js';
import { checkProvider } from '../../src/main/check-provider.js';
import { checkWorkers } from '../../src/main/check-workers.js';
import { workerCount } from '../../src/main/engine-options.js';
import { exitCode } from '../../src/main/exit-code.js';

function logged() {
  const lines: Record<string, unknown>[] = [];
  return {
    lines,
    log: new Log({ level: 'info', format: 'json', write: (line) => lines.push(JSON.parse(line)) }),
  };
}

function thrownBy(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('Expected an error.');
}

describe('a provider that is not there', () => {
  test.each([
    ['cuda', 'no CUDA device'],
    ['coreml', ''],
    ['directml', ''],
  ])('%s: the CPU speaks, loudly', (provider, fallback) => {
    const { lines, log } = logged();
    checkProvider(withDefaults({ provider }), fallback, log);
    expect(lines).toMatchObject([{ level: 'warn', reason: expect.stringMatching(/./) }]);
  });

  test.each(['cuda', 'coreml', 'directml'])('%s ends a strict start with 3', (provider) => {
    const strict = withDefaults({ provider, strictProvider: true });
    const error = thrownBy(() => checkProvider(strict, 'none', logged().log));
    expect(exitCode(error)).toBe(3);
    expect(String(error)).toContain(`KOKORO_PROVIDER=${provider}`);
  });

  test('that nobody asked for is nothing to speak of', () => {
    const { lines, log } = logged();
    checkProvider(withDefaults({ provider: 'cpu', strictProvider: true }), '', log);
    expect(lines).toEqual([]);
  });
});

test('several workers on a GPU need an opt-in', () => {
  const error = thrownBy(() => checkWorkers(withDefaults({ workers: 2, provider: 'cuda' }), 'cuda', 2));
  expect(exitCode(error)).toBe(2);
  checkWorkers(withDefaults({ workers: 2, allowExperimentalCudaConcurrency: true }), 'cuda', 2);
  checkWorkers(withDefaults({}), 'cuda', 1);
  checkWorkers(withDefaults({ workers: 8 }), 'cpu', 8);
  checkWorkers(withDefaults({ workers: 8 }), 'CPUExecutionProvider', 8);
  expect([workerCount(withDefaults({ provider: 'cuda' }), 8), workerCount(withDefaults({}), 8)]).toEqual([
    1, 2,
  ]);
});

test('formats that are not built are a warning, or an error when none is left', () => {
  const { lines, log } = logged();
  checkFormats(withDefaults({ formats: ['wav', 'opus'] }), ['wav', 'pcm'], log);
  expect(lines).toMatchObject([{ level: 'warn', formats: 'opus' }]);
  const error = thrownBy(() => checkFormats(withDefaults({ formats: ['opus'] }), ['wav'], log));
  expect(exitCode(error)).toBe(2);
});
