/** `keys new`, `keys list`, `keys revoke ID`: the key file. Keys themselves are shown once and kept nowhere. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type KeyEntry, sha256 } from '../../access/api-keys.js';
import { keyLine, parseKeys, readKeyFile } from '../../access/key-file.js';
import { readSettings } from '../../config.js';
import { type Command, say, UsageError } from './command.js';
import { writePrivately } from './private-file.js';

export const keysCommand: Command = {
  name: 'keys',
  usage:
    'new [--name N] [--scopes S,…] [--rpm N] [--chars-per-min N] [--concurrent N] [--expires DATE] | list [--json] | revoke ID',
  summary: 'makes, lists and takes back keys in KOKORO_API_KEYS_FILE (or --file FILE)',
  run: ([action = '', ...args]) => {
    const act = { new: newKey, list: listKeys, revoke: revokeKey }[action];
    if (act === undefined) throw new UsageError('keys needs "new", "list" or "revoke" after it.');
    return act(options(args));
  },
};

interface Options {
  readonly file: string;
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly words: readonly string[];
}

function options(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        file: text,
        name: text,
        scopes: text,
        rpm: text,
        'chars-per-min': text,
        concurrent: text,
        expires: text,
        json: { type: 'boolean' },
      },
    });
    return { file: values.file ?? configuredFile(), values, words: positionals };
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

function configuredFile(): string {
  const { apiKeysFile } = readSettings([]).config;
  if (apiKeysFile === undefined)
    throw new UsageError('Set KOKORO_API_KEYS_FILE, or name the file with --file.');
  return apiKeysFile;
}

function newKey({ file, values }: Options): number {
  const key = `kk_${randomBytes(32).toString('base64url')}`;
  const id = randomBytes(4).toString('hex');
  const count = (name: string) => (/^\d+$/.test(String(values[name])) ? Number(values[name]) : values[name]);
  // Read back as the server will, so that nothing is written that it would refuse.
  const member = {
    id,
    sha256: sha256(key),
    name: values.name,
    scopes: typeof values.scopes === 'string' ? values.scopes.split(',') : undefined,
    rpm: count('rpm'),
    chars_per_min: count('chars-per-min'),
    concurrent: count('concurrent'),
    expires: values.expires,
  };
  const [entry] = checked(JSON.stringify(member));
  if (entry !== undefined) write(file, [...existing(file), entry]);
  process.stderr.write(`Key ${id} is in ${file}. It is shown once:\n`);
  say(key);
  return 0;
}

function checked(line: string): KeyEntry[] {
  try {
    return parseKeys(line);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.replace('Line 1: ', '') : String(error));
  }
}

function listKeys({ file, values }: Options): number {
  const entries = existing(file);
  if (values.json === true)
    say(
      JSON.stringify(
        entries.map(({ sha256: _, ...shown }) => shown),
        null,
        2,
      ),
    );
  else for (const entry of entries) say(row(entry));
  return 0;
}

function row({ id, name = '', scopes, rpm, charsPerMin, concurrent, expires }: KeyEntry): string {
  const limits = [
    rpm === undefined ? [] : `${rpm} requests/min`,
    charsPerMin === undefined ? [] : `${charsPerMin} characters/min`,
    concurrent === undefined ? [] : `${concurrent} at a time`,
    expires === undefined ? [] : `until ${new Date(expires).toISOString()}`,
  ].flat();
  return [id, name, scopes?.join(',') ?? 'all', ...limits].join('\t');
}

function revokeKey({ file, words: [id] }: Options): number {
  if (id === undefined) throw new UsageError('keys revoke needs the id of a key; see: keys list');
  const entries = existing(file);
  const left = entries.filter((entry) => entry.id !== id);
  if (left.length === entries.length) throw new Error(`${file} has no key ${JSON.stringify(id)}.`);
  write(file, left);
  process.stderr.write(`Key ${id} is taken back. A running server reads the file again on SIGHUP.\n`);
  return 0;
}

function existing(file: string): KeyEntry[] {
  return existsSync(file) ? readKeyFile(file) : [];
}

function write(file: string, entries: readonly KeyEntry[]): void {
  writePrivately(file, entries.map((entry) => `${keyLine(entry)}\n`).join(''));
}
