/** `help` and `help COMMAND`. */
import { settings } from '../../config.js';
import { type Command, say } from './command.js';
import { unknownCommand } from './unknown-command.js';

/** Help on the commands that `commands` gives, itself among them. */
export function helpCommand(commands: () => readonly Command[]): Command {
  return {
    name: 'help',
    usage: '[command]',
    summary: 'prints this, or how a command is used',
    run: ([name]) => {
      if (name === undefined) say(overview(commands()));
      else say(details(name, commands()));
      return 0;
    },
  };
}

function overview(commands: readonly Command[]): string {
  const rows = commands.map(({ name, summary }) => `  ${name.padEnd(12)} ${summary}`);
  return ['kokoro-native [command] [flags]', '', ...rows, '', ...flagLines()].join('\n');
}

function details(name: string, commands: readonly Command[]): string {
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) throw unknownCommand(name, commands);
  const lines = [`kokoro-native ${name} ${command.usage}`.trim(), '', command.summary];
  return [...lines, ...(name === 'serve' ? ['', ...flagLines()] : [])].join('\n');
}

function flagLines(): string[] {
  const lines = settings.map(({ flag, description }) => `  --${flag.padEnd(36)} ${description}`);
  return [
    'Flags of serve:',
    ...lines,
    `  --${'check'.padEnd(36)} Examine the machine and the settings, then end.`,
    `  --${'print-config [--sources] [--json]'.padEnd(36)} Print the settings that count, then end.`,
    `  --${'version'.padEnd(36)} Print the version.`,
    `  --${'help'.padEnd(36)} Print this.`,
  ];
}
