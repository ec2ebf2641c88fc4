/** The first word of the command line: what it names is done here, unless it is the server that shall run. */
import { ConfigError } from '../../config.js';
import { type Command, UsageError } from './command.js';
import { configCommand } from './config-command.js';
import { doctorCommand } from './doctor-command.js';
import { helpCommand } from './help-command.js';
import { keysCommand } from './keys-command.js';
import { unknownCommand } from './unknown-command.js';
import { versionCommand } from './version-command.js';

/** Listed by the help; main.ts runs it. */
const serve: Command = {
  name: 'serve',
  usage: '[flags]',
  summary: 'runs the server (also without any command)',
  run: () => 0,
};

/** Every command, in the help's order. */
const commands: readonly Command[] = [
  serve,
  doctorCommand,
  configCommand,
  keysCommand,
  versionCommand,
  helpCommand(() => commands),
];

/** Switches of the server that are commands of their own. */
const switches: Readonly<Record<string, string>> = { '--version': 'version', '--help': 'help', '-h': 'help' };

/** The server's own arguments; for anything else the process ends when it is done, with its exit code. */
export async function serverArguments(args: readonly string[]): Promise<readonly string[]> {
  const [first = ''] = args;
  if (first.startsWith('-') || first === '') {
    const named = args.map((argument) => switches[argument]).find((name) => name !== undefined);
    if (named !== undefined) return process.exit(await exitCodeOf(named, []));
    return checked(args);
  }
  if (first === serve.name) return checked(args.slice(1));
  return process.exit(await exitCodeOf(first, args.slice(1)));
}

/** `serve --check` is `doctor`. */
async function checked(args: readonly string[]): Promise<readonly string[]> {
  return args.includes('--check') ? process.exit(await exitCodeOf(doctorCommand.name, [])) : args;
}

async function exitCodeOf(name: string, args: readonly string[]): Promise<number> {
  try {
    const command = commands.find((candidate) => candidate.name === name);
    if (command === undefined) throw unknownCommand(name, commands);
    return await (args.includes('--help') ? helpOn(name) : command.run(args));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error instanceof UsageError || error instanceof ConfigError ? 2 : 1;
  }
}

function helpOn(name: string): number | Promise<number> {
  return helpCommand(() => commands).run([name]);
}
