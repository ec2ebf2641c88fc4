/**
 * Reads zip archives (Python wheels, NumPy .npz) without unpacking them: the directory first, then single entries as
 * streams. Format: PKWARE APPNOTE 4.3.12 (central directory) and 4.3.16 (its end record); stored and deflated entries.
 */
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
/** The end record (22 bytes) may be followed by a comment of at most 65 535 bytes. */
const longestTail = 22 + 0xffff;

/** @typedef {{ method: number, compressedBytes: number, bytes: number, offset: number }} ZipEntry */

/**
 * The entries of an archive by name. Throws when the file is not a whole zip archive.
 * @param {string} path
 * @returns {Promise<Map<string, ZipEntry>>}
 */
export async function listZip(path) {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, longestTail));
    await file.read(tail, 0, tail.length, size - tail.length);
    let end = tail.length - 22;
    while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end--;
    if (end < 0) throw new Error(`${path} is not a whole zip archive.`);
    const count = tail.readUInt16LE(end + 10);
    const directoryBytes = tail.readUInt32LE(end + 12);
    const directoryOffset = tail.readUInt32LE(end + 16);
    if (directoryOffset === 0xffffffff)
      throw new Error(`${path} is a zip64 archive, which is not supported.`);
    const directory = Buffer.alloc(directoryBytes);
    const { bytesRead } = await file.read(directory, 0, directoryBytes, directoryOffset);
    if (bytesRead !== directoryBytes) throw new Error(`${path}: the directory of the archive is cut off.`);
    return parseDirectory(path, directory, count);
  } finally {
    await file.close();
  }
}

/**
 * @param {string} path
 * @param {Buffer} directory
 * @param {number} count
 */
function parseDirectory(path, directory, count) {
  /** @type {Map<string, ZipEntry>} */
  const entries = new Map();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (directory.readUInt32LE(at) !== entrySignature) throw new Error(`${path}: broken archive directory.`);
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.set(directory.toString('utf8', at + 46, at + 46 + nameBytes), {
      method: directory.readUInt16LE(at + 10),
      compressedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * The unpacked bytes of one entry.
 * @param {string} path
 * @param {string} name
 * @returns {AsyncGenerator<Buffer, void, void>}
 */
export async function* readZipEntry(path, name) {
  const entry = (await listZip(path)).get(name);
  if (!entry) throw new Error(`${path} holds no ${name}.`);
  if (entry.method !== 0 && entry.method !== 8)
    throw new Error(`${name}: compression ${entry.method} is not known.`);
  const file = await open(path);
  try {
    const local = Buffer.alloc(30);
    await file.read(local, 0, 30, entry.offset);
    if (local.readUInt32LE(0) !== localSignature)
      throw new Error(`${path}: no entry where ${name} should start.`);
    // Name and extra field may be longer here than in the directory.
    const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    if (entry.compressedBytes === 0) return;
    const packed = file.createReadStream({
      start,
      end: start + entry.compressedBytes - 1,
      autoClose: false,
      highWaterMark: 1 << 18,
    });
    if (entry.method === 0) yield* packed;
    // The callback is needed: errors of either side reach the reader through the inflater.
    else yield* pipeline(packed, createInflateRaw(), () => {});
  } finally {
    await file.close();
  }
}
