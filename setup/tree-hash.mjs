/** One hash over the contents of files and folders: what was built from them is current while it stays the same. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @param {string} root
 * @param {string[]} paths     files and folders below root; what is absent counts as empty
 * @param {RegExp} [isWanted]  which files of a folder count, by their path
 * @returns {Promise<string>}
 */
export async function treeHash(root, paths, isWanted = /./) {
  /** @type {string[]} */
  const names = [];
  for (const path of paths) {
    const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true }).catch(
      () => undefined,
    );
    if (!entries) names.push(path);
    else {
      for (const entry of entries) {
        const name = join(entry.parentPath ?? entry.path, entry.name);
        if (entry.isFile() && isWanted.test(name)) names.push(name.slice(root.length + 1));
      }
    }
  }
  names.sort();
  const contents = await Promise.all(names.map((name) => readFile(join(root, name)).catch(() => undefined)));
  const hash = createHash('sha256');
  contents.forEach((content, i) => {
    if (content) hash.update(`${names[i]}\0${content.length}\0`).update(content);
  });
  return hash.digest('hex');
}
