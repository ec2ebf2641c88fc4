/** The operator's names and profiles of voices: read at start, read again when asked to. */
import { readFileSync } from 'node:fs';
import { profileTraits } from '../config/profiles.js';
import { type Config, ConfigError } from '../config.js';
import { errorFields, type Log } from '../log.js';
import { VoiceDirectory } from '../speech/voice-directory.js';
import { parseVoiceAliases, parseVoiceProfiles } from '../speech/voice-files.js';
import { kokoroFastApiVoices, openaiVoices } from '../speech/voice-names.js';
import { builtInProfiles } from '../speech/voice-profile.js';

export class ServerVoices {
  /** What requests look names up in; a reload changes its entries. */
  readonly directory: VoiceDirectory;
  readonly #base: Readonly<Record<string, string>>;
  readonly #files: Pick<Config, 'voiceAliasesFile' | 'profilesFile'>;
  readonly #log: Log;

  /**
   * Reads KOKORO_VOICE_ALIASES_FILE and KOKORO_PROFILES_FILE; what OpenAI's names mean is the API profile's choice. Throws ConfigError naming the file and the entry that is wrong.
   */
  constructor(config: Config, log: Log) {
    this.#files = config;
    this.#log = log;
    const likeKokoroFastApi = profileTraits(config.apiProfile).openaiVoices === 'kokoro-fastapi';
    this.#base = likeKokoroFastApi ? { ...openaiVoices, ...kokoroFastApiVoices } : openaiVoices;
    try {
      this.directory = new VoiceDirectory(this.#read());
    } catch (error) {
      throw new ConfigError([String(errorFields(error).error)]);
    }
  }

  /** Reads the files again; a broken one is logged and changes nothing. */
  reload(): void {
    const { voiceAliasesFile, profilesFile } = this.#files;
    if (voiceAliasesFile === undefined && profilesFile === undefined) return;
    try {
      this.directory.replace(this.#read());
      this.#log.info('voices reloaded');
    } catch (error) {
      this.#log.error('voices kept as they were', errorFields(error));
    }
  }

  #read() {
    const { voiceAliasesFile, profilesFile } = this.#files;
    return {
      names: { ...this.#base, ...parsed('KOKORO_VOICE_ALIASES_FILE', voiceAliasesFile, parseVoiceAliases) },
      profiles: { ...builtInProfiles, ...parsed('KOKORO_PROFILES_FILE', profilesFile, parseVoiceProfiles) },
    };
  }
}

/** The entries of a file; none when none is set. */
function parsed<Entry>(
  variable: string,
  path: string | undefined,
  parse: (json: string) => Record<string, Entry>,
): Record<string, Entry> {
  if (path === undefined) return {};
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${variable} cannot be used: ${path}: ${errorFields(error).error}`);
  }
}
