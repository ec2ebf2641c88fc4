/** The command line: every setting as a flag, and a few words of its own. */
import { Type } from 'typebox';
import { nearest } from './nearest.js';
import { isBooleanWord } from './parse-value.js';
import { settings } from './schema.js';

export interface CommandLine {
  /** Values by setting's flag. */
  readonly values: Readonly<Record<string, string>>;
  /** Flags without a value that are no settings: `help`, `version`, `print-config`, `sources`. */
  readonly switches: ReadonlySet<string>;
  readonly problems: readonly string[];
}

const switchNames = ['help', 'version', 'print-config', 'sources', 'check', 'json', 'quiet', 'live'];

/** Shorter names, and those of other servers' command lines. */
const otherNames: Readonly<Record<string, string>> = {
  p: 'port',
  profile: 'api-profile',
  config: 'config-file',
  acceleration: 'provider',
  'synth-workers': 'workers',
};

/** Takes the flags apart; what cannot be understood ends up among the problems. */
export function parseFlags(args: readonly string[]): CommandLine {
  const values: Record<string, string> = {};
  const switches = new Set<string>();
  const problems: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] ?? '';
    const match = /^(?:--([a-z][a-z0-9-]*)|-(p))(?:=(.*))?$/s.exec(argument);
    const given = match?.[1] ?? match?.[2];
    if (match === null || given === undefined) {
      problems.push(`Unknown argument ${JSON.stringify(argument)}.`);
      continue;
    }
    const name = otherNames[given] ?? given;
    const setting = settings.find(({ flag }) => flag === name);
    if (setting === undefined) {
      if (switchNames.includes(name)) switches.add(name);
      else {
        problems.push(unknownFlag(name));
        if (match[3] === undefined && /^[^-]/.test(args[at + 1] ?? '-')) at++; // its value, most likely
      }
    } else if (match[3] !== undefined) values[name] = match[3];
    else if (Type.IsBoolean(setting.schema) && !isBooleanWord(args[at + 1])) values[name] = 'true';
    else if (args[at + 1] === undefined) problems.push(`--${name} needs a value.`);
    else values[name] = args[++at] ?? '';
  }
  return { values, switches, problems };
}

function unknownFlag(name: string): string {
  const near = nearest(name, [
    ...settings.map(({ flag }) => flag),
    ...switchNames,
    ...Object.keys(otherNames),
  ]);
  return `Unknown flag --${name}.${near === undefined ? '' : ` Did you mean --${near}?`}`;
}
