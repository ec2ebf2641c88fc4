/**
 * node setup/complete-lock.mjs: to be run after `npm install` against a mirror that lacks packages of other platforms.
 *
 * npm leaves out of package-lock.json what such a mirror does not have, and `npm ci` then calls the file out of date
 * everywhere. This adds the missing optional packages, in the exact versions their parents name. They have no
 * integrity, which npm can only compute from the package; on their own platform npm fetches them all the same.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from './paths.mjs';

/**
 * @typedef {{ version: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string> }} Locked
 */

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/**
 * What the name of a platform's package says about where it is installed.
 * @param {string} name
 */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = words.filter((word) => systems.includes(word));
  const cpu = words.filter((word) => processors.includes(word));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : [];
  return { ...(cpu.length ? { cpu } : {}), ...(libc.length ? { libc } : {}), ...(os.length ? { os } : {}) };
}

/**
 * The optional packages that the packages of a lock file name and the file does not list.
 * @param {Record<string, Locked>} packages
 * @returns {Record<string, Locked>}
 */
export function missingOptional(packages) {
  /** @type {Record<string, Locked>} */
  const missing = {};
  for (const [path, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      // A package is looked for beside its parent, then further out.
      if (packages[`${path}/node_modules/${name}`] || packages[`node_modules/${name}`]) continue;
      missing[`node_modules/${name}`] = {
        version,
        ...(dev ? { dev } : {}),
        optional: true,
        ...platformOf(name),
      };
    }
  }
  return missing;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = join(projectRoot, 'package-lock.json');
  const lock = JSON.parse(await readFile(path, 'utf8'));
  const missing = missingOptional(lock.packages);
  const entries = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1));
  await writeFile(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(entries) }, null, 2)}\n`);
  process.stdout.write(`${Object.keys(missing).length} packages of other platforms added.\n`);
}
