/** Secrets that lie in a file: `<NAME>_FILE` stands for `<NAME>`, as container platforms mount them. */
import { readFileSync } from 'node:fs';
import { settings } from './schema.js';

const secretNames = settings
  .filter(({ isSecret }) => isSecret)
  .flatMap(({ variable, aliases }) => [variable, ...aliases]);

/** Names of the variables that point to such files. */
export const secretFileNames: readonly string[] = secretNames.map((name) => `${name}_FILE`);

/** The variables with those secrets filled in that only a file holds; a file that cannot be read is a problem. */
export function withSecretFiles(
  variables: Readonly<Record<string, string | undefined>>,
  problems: string[],
): Record<string, string | undefined> {
  const filled = { ...variables };
  for (const name of secretNames) {
    const path = variables[`${name}_FILE`];
    if (!path || variables[name]) continue;
    try {
      filled[name] = readFileSync(path, 'utf8')
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .join(',');
    } catch (error) {
      problems.push(`${name}_FILE cannot be read: ${String(error)}.`);
    }
  }
  return filled;
}
