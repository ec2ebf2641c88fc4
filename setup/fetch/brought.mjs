/** Files the operator brought by hand (`--from DIR`): taken when their hash is right, before any network is asked. */
import { createReadStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { VerifiedFiles } from './verified-files.mjs';
import { WrongFileError, writeWhole } from './whole-file.mjs';

/**
 * Copies what the folder holds of the wanted files into the cache. Resolves with the files still missing.
 * @param {import('./verified-files.mjs').ExpectedFile[]} wanted
 * @param {import('../context.mjs').Context} context
 */
export async function takeBrought(wanted, context) {
  if (!context.from) return wanted;
  const missing = [];
  for (const file of wanted) {
    const brought = join(context.from, basename(file.path));
    const path = join(context.cacheDir, file.path);
    const isThere = await stat(brought).then(
      () => true,
      () => false,
    );
    if (!isThere) {
      missing.push(file);
      continue;
    }
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeWhole(path, createReadStream(brought, { highWaterMark: 1 << 20 }), file, brought);
      await new VerifiedFiles(context.cacheDir).remember([file]);
      context.say(`${basename(path)}: taken from ${brought}`);
    } catch (error) {
      if (!(error instanceof WrongFileError)) throw error;
      context.say(`  ${error.message} It is not used.`);
      missing.push(file);
    }
  }
  return missing;
}
