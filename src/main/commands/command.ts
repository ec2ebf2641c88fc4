/** One word after `kokoro-native` and what it does. */
export interface Command {
  readonly name: string;
  /** What may follow, for the help. */
  readonly usage: string;
  /** One line for the help. */
  readonly summary: string;
  /** Takes what follows its name; resolves with the exit code. Throws UsageError for what it cannot understand. */
  run(args: readonly string[]): number | Promise<number>;
}

/** Words on the command line that mean nothing: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Prints a line, or several, for whoever called. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
