import { tmpdir } from 'node:os';
import { expect, test } from '@jest/globals';
import { ConfigError, readConfig } from '../../src/config/read.js';

function targets(env: Record<string, string>): number[] {
  const { config } = readConfig({ args: [], env, directory: tmpdir() });
  return [config.targetMinTokens, config.targetMaxTokens, config.absoluteMaxTokens];
}

test.each([
  [{}, [100, 200, 400]],
  [{ KOKORO_TARGET_MAX_TOKENS: '20' }, [20, 20, 400]],
  [{ TARGET_MAX_TOKENS: '450' }, [100, 450, 450]],
  [{ TARGET_MIN_TOKENS: '300' }, [300, 300, 400]],
  [{ ABSOLUTE_MAX_TOKENS: '50' }, [50, 50, 50]],
  [{ TARGET_MIN_TOKENS: '175', TARGET_MAX_TOKENS: '250', ABSOLUTE_MAX_TOKENS: '450' }, [175, 250, 450]],
])('%j gives lengths in order: %j', (env, expected) => {
  expect(targets(env)).toEqual(expected);
});

test.each([
  [{ TARGET_MIN_TOKENS: '300', TARGET_MAX_TOKENS: '200' }, '300, 200, unset'],
  [{ TARGET_MIN_TOKENS: '300', ABSOLUTE_MAX_TOKENS: '299' }, '300, unset, 299'],
  [{ TARGET_MAX_TOKENS: '9' }, 'TARGET_MAX_TOKENS must be an integer from 10 to 510, got "9".'],
])('%j is refused', (env, words) => {
  expect(() => targets(env)).toThrow(ConfigError);
  expect(() => targets(env)).toThrow(words);
});

test('normaliser settings are read under their own and the peer’s names', () => {
  const env = { ADVANCED_TEXT_NORMALIZATION: 'false', NORMALIZER_COMPAT: 'Kokoro-FastAPI' };
  const { config } = readConfig({ args: [], env, directory: tmpdir() });
  expect(config).toMatchObject({ textNormalization: false, normalizerCompat: 'kokoro-fastapi' });
  const unset = readConfig({ args: [], env: { KOKORO_NORMALIZER_COMPAT: '' }, directory: tmpdir() });
  expect(unset.config.normalizerCompat).toBeUndefined();
});
