/** The keys of the configuration and of the key file: read at start, read again when asked to. */
import { ApiKeys, plainKey } from '../access/api-keys.js';
import { readKeyFile } from '../access/key-file.js';
import { type Config, ConfigError } from '../config.js';
import { errorFields, type Log } from '../log.js';

export class ServerKeys {
  readonly #config: Config;
  readonly #log: Log;
  #keys: ApiKeys;

  /** Reads KOKORO_API_KEYS_FILE. Throws ConfigError naming what is wrong with it, or that there is no key at all. */
  constructor(config: Config, log: Log) {
    this.#config = config;
    this.#log = log;
    try {
      this.#keys = this.#read();
    } catch (error) {
      throw new ConfigError([`KOKORO_API_KEYS_FILE cannot be used: ${errorFields(error).error}`]);
    }
    if (config.requireAuth === true && this.#keys.size === 0)
      throw new ConfigError(['KOKORO_API_KEY must be set when KOKORO_REQUIRE_AUTH=1.']);
  }

  /** The keys as last read. */
  readonly current = (): ApiKeys => this.#keys;

  /** Reads the file again; a broken one is logged and changes nothing. */
  reload(): void {
    const file = this.#config.apiKeysFile;
    if (file === undefined) return;
    try {
      this.#keys = this.#read();
      this.#log.info('keys reloaded', { file, keys: this.#keys.size });
    } catch (error) {
      this.#log.error('keys kept as they were', { file, ...errorFields(error) });
    }
  }

  #read(): ApiKeys {
    const { apiKey, apiKeysFile } = this.#config;
    const fromFile = apiKeysFile === undefined ? [] : readKeyFile(apiKeysFile);
    return new ApiKeys([...apiKey.map(plainKey), ...fromFile]);
  }
}
