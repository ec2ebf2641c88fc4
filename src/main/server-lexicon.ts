/** The operator's pronunciations: read at start, read again when asked to. */
import { readFileSync } from 'node:fs';
import { type Config, ConfigError } from '../config.js';
import { errorFields, type Log } from '../log.js';
import type { Language } from '../text/languages.js';
import type { Lexicon } from '../text/lexicon.js';
import { type LexiconByLanguage, parseLexiconFile } from '../text/lexicon-file.js';

export class ServerLexicon {
  readonly #path: string | undefined;
  readonly #log: Log;
  #lexicons: LexiconByLanguage = () => undefined;

  /** Reads KOKORO_LEXICON_FILE. Throws ConfigError naming the file and the entry that is wrong. */
  constructor({ lexiconFile }: Config, log: Log) {
    this.#path = lexiconFile;
    this.#log = log;
    if (lexiconFile === undefined) return;
    try {
      this.#lexicons = this.#read(lexiconFile);
    } catch (error) {
      throw new ConfigError([
        `KOKORO_LEXICON_FILE cannot be used: ${lexiconFile}: ${errorFields(error).error}`,
      ]);
    }
  }

  /** The pronunciations of a language, as last read. */
  readonly of = (language: Language): Lexicon | undefined => this.#lexicons(language);

  /** Reads the file again; a broken one is logged and changes nothing. */
  reload(): void {
    if (this.#path === undefined) return;
    try {
      this.#lexicons = this.#read(this.#path);
      this.#log.info('lexicon reloaded', { file: this.#path });
    } catch (error) {
      this.#log.error('lexicon kept as it was', { file: this.#path, ...errorFields(error) });
    }
  }

  #read(path: string): LexiconByLanguage {
    return parseLexiconFile(readFileSync(path, 'utf8'), ({ key, dropped }) =>
      this.#log.warn('lexicon entry has symbols the model does not know', {
        file: path,
        entry: key,
        symbols: dropped.join(' '),
      }),
    );
  }
}
