import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Replaces a file whole, readable by its owner only: a reader sees the old content or the new. */
export function writePrivately(path: string, text: string): void {
  const draft = `${path}.${process.pid}.part`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
