/** Log lines on stderr, one JSON object each; on a terminal a form for people. Text a client sent never gets here. */

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error'] as const;

export type LogLevel = (typeof logLevels)[number];

export type LogFields = Readonly<Record<string, unknown>>;

export interface LogOptions {
  /** Lines below this level are dropped. */
  readonly level: LogLevel;
  readonly format: 'json' | 'pretty';
  /** Takes one line with its line end. */
  readonly write: (line: string) => void;
}

export class Log {
  readonly #least: number;

  constructor(private readonly options: LogOptions) {
    this.#least = logLevels.indexOf(options.level);
  }

  debug(message: string, fields: LogFields = {}): void {
    this.#line('debug', message, fields);
  }

  info(message: string, fields: LogFields = {}): void {
    this.#line('info', message, fields);
  }

  warn(message: string, fields: LogFields = {}): void {
    this.#line('warn', message, fields);
  }

  error(message: string, fields: LogFields = {}): void {
    this.#line('error', message, fields);
  }

  #line(level: LogLevel, message: string, fields: LogFields): void {
    if (logLevels.indexOf(level) < this.#least) return;
    const time = new Date().toISOString();
    // JSON escapes line breaks and ESC, so no value can forge a line or drive a terminal.
    const line =
      this.options.format === 'json'
        ? JSON.stringify({ time, level, message, ...fields })
        : `${time.slice(11, 23)} ${level.padEnd(5)} ${message}${pretty(fields)}`;
    this.options.write(`${line}\n`);
  }
}

function pretty(fields: LogFields): string {
  return Object.entries(fields)
    .map(([name, value]) => ` ${name}=${JSON.stringify(value) ?? ''}`)
    .join('');
}

/** What a log line tells of an error: its words, its stack and those of its causes. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: String(error) };
  const code = 'code' in error ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: errorFields(error.cause) };
  return { error: error.message, ...code, stack: error.stack, ...cause };
}

/** Writes to stderr; a reader that went away is no reason to end. */
export function stderrLog(level: LogLevel, format: 'json' | 'pretty' | 'auto'): Log {
  process.stderr.on('error', () => {});
  const chosen = format === 'auto' ? (process.stderr.isTTY ? 'pretty' : 'json') : format;
  return new Log({ level, format: chosen, write: (line) => process.stderr.write(line) });
}
