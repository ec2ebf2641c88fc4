import { type Config, ConfigError } from '../config.js';
import type { Engine } from '../engine/engine.js';
import { Voices } from '../speech/voices.js';
import type { ServerVoices } from './server-voices.js';

/** Throws ConfigError when requests without a voice could not be spoken. */
export function checkDefaultVoice(
  { defaultVoice }: Config,
  engine: Engine,
  { directory }: ServerVoices,
): void {
  try {
    new Voices(() => engine.voices(), true, directory).resolve(defaultVoice);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([
      `KOKORO_DEFAULT_VOICE must name a voice, got ${JSON.stringify(defaultVoice)}. ${reason}`,
    ]);
  }
}
