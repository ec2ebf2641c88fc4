import { ConfigError } from '../config.js';
import { SpeechError } from '../errors.js';

/** What a supervisor is told of a start that failed: 2 and 3 mean that another try will not help. */
export function exitCode(error: unknown): number {
  if (error instanceof ConfigError) return 2;
  return error instanceof SpeechError && error.code === 'MODEL_LOAD_FAILED' ? 3 : 1;
}
