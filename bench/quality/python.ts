/** The measures that only Python has, line by line: packages that are no part of the project; without them, skipped. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Fields of one line for a script; waves are handed over as files of 32-bit floats. */
export type Order = Readonly<Record<string, Float32Array | readonly string[] | undefined>>;

/**
 * The interpreter of a virtual environment in which the script finds its packages; otherwise undefined, and one line on the
 * console that says what is skipped and why.
 */
export function interpreter(
  environment: string | undefined,
  script: string,
  what: string,
): string | undefined {
  if (environment === undefined) {
    console.log(`${what} skipped: no --python FOLDER names a virtual environment for it.`);
    return undefined;
  }
  const python = join(environment, 'bin', 'python');
  const { status, stderr, error } = spawnSync(python, [pathOf(script), '--probe'], { encoding: 'utf8' });
  if (status === 0) return python;
  console.log(`${what} skipped: ${error?.message ?? stderr.trim()}`);
  return undefined;
}

/** What the script answers to each order, as parsed JSON. Throws with its errors when it fails. */
export function answers(python: string, script: string, orders: readonly Order[]): unknown[] {
  const folder = mkdtempSync(join(tmpdir(), 'kokoro-quality-'));
  try {
    const lines = orders.map((order, at) => JSON.stringify(stored(order, join(folder, `${at}`))));
    const { status, stdout, stderr } = spawnSync(python, [pathOf(script)], {
      input: `${lines.join('\n')}\n`,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    if (status !== 0) throw new Error(`${script}: ${stderr}`);
    return stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function pathOf(script: string): string {
  return join('bench', 'quality', script);
}

function stored(order: Order, prefix: string): Record<string, string | readonly string[] | null> {
  return Object.fromEntries(
    Object.entries(order).map(([field, value]) => {
      if (!(value instanceof Float32Array)) return [field, value ?? null];
      const path = `${prefix}.${field}.f32`;
      writeFileSync(path, new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      return [field, path];
    }),
  );
}
