/** What a folder holds. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderSize {
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
}

/** Files in a folder and below it; none when it is not there. Links are not followed. */
export async function folderSize(path: string): Promise<FolderSize> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(({ parentPath, name }) =>
      stat(join(parentPath, name)).then(
        ({ size }) => size,
        () => 0, // gone since it was listed
      ),
    ),
  );
  return { path, files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
