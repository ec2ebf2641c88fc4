import type { Config } from '../config.js';
import { SpeechError } from '../errors.js';
import type { Log } from '../log.js';

/** Providers other servers know and this build does not have. */
const absent: ReadonlySet<string> = new Set(['coreml', 'directml']);

/** Why the provider that was asked for does not run the model; empty when it does. */
export function providerFallback({ provider }: Pick<Config, 'provider'>, fallback: string): string {
  return absent.has(provider) ? `${provider} is not part of this build` : fallback;
}

/**
 * Says loudly that the GPU is not used although it was asked for. Throws MODEL_LOAD_FAILED with
 * KOKORO_STRICT_PROVIDER.
 */
export function checkProvider(config: Config, fallback: string, log: Log): void {
  const reason = providerFallback(config, fallback);
  if (reason === '') return;
  if (config.strictProvider)
    throw new SpeechError(
      'MODEL_LOAD_FAILED',
      `KOKORO_PROVIDER=${config.provider} is not available here: ${reason}`,
    );
  log.warn('the GPU is not used, the CPU speaks', { reason });
}
