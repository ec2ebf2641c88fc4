/** The files inside a downloaded archive, by name, as streams of bytes. */
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { SourceError } from './source-error.mjs';
import { readTar } from './tar.mjs';
import { readZipEntry } from './zip.mjs';

/** `npz` is NumPy's zip of arrays: each entry has a header before its numbers. @typedef {'zip'|'npz'|'tgz'|'deb'} ArchiveKind */

/**
 * Calls `take` with the bytes of each wanted entry. Throws SourceError when one is not there.
 * @param {string} path
 * @param {ArchiveKind} kind
 * @param {string[]} wanted
 * @param {(name: string, bytes: AsyncIterable<Buffer>) => Promise<void>} take
 */
export async function readEntries(path, kind, wanted, take) {
  if (kind === 'zip' || kind === 'npz') {
    for (const name of wanted) {
      const bytes = readZipEntry(path, name);
      await take(name, kind === 'npz' ? withoutArrayHeader(bytes) : bytes);
    }
    return;
  }
  const left = new Set(wanted);
  const tar = kind === 'deb' ? debianTar(path) : createReadStream(path).pipe(createGunzip());
  for await (const { name, body } of readTar(tar)) {
    if (!left.delete(name)) continue;
    await take(name, whole(body));
    if (left.size === 0) break;
  }
  if (left.size > 0) throw new SourceError(`${path} holds no ${[...left].join(', ')}`);
}

/** @param {Buffer} body */
async function* whole(body) {
  yield body;
}

/**
 * The tar inside a Debian package, whatever it is packed with.
 * @param {string} path
 */
function debianTar(path) {
  return spawn('dpkg-deb', ['--fsys-tarfile', path], { stdio: ['ignore', 'pipe', 'inherit'] }).stdout;
}

/**
 * The numbers of a `.npy` file: what follows its header (magic, version, length of the header at byte 8).
 * @param {AsyncIterable<Buffer>} bytes
 */
export async function* withoutArrayHeader(bytes) {
  let head = Buffer.alloc(0);
  let isPast = false;
  for await (const chunk of bytes) {
    if (isPast) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < 10) continue;
    const start = 10 + head.readUInt16LE(8);
    if (head.length < start) continue;
    isPast = true;
    yield head.subarray(start);
  }
  if (!isPast) throw new SourceError('an array ends inside its header');
}
