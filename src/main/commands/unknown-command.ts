import { nearest } from '../../config.js';
import { type Command, UsageError } from './command.js';

/** What to throw for a word that is no command. */
export function unknownCommand(name: string, commands: readonly Command[]): UsageError {
  const near = nearest(
    name,
    commands.map((command) => command.name),
  );
  const hint = near === undefined ? ' See: kokoro-native help' : ` Did you mean ${near}?`;
  return new UsageError(`Unknown command ${JSON.stringify(name)}.${hint}`);
}
