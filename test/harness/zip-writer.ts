/** Zip archives for the tests: the records of PKWARE APPNOTE 4.3, entries stored or deflated. */
import { deflateRawSync } from 'node:zlib';

function record(
  signature: number,
  bytes: number,
  fields: readonly (readonly [at: number, value: number])[],
): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUInt32LE(signature, 0);
  for (const [at, value] of fields) {
    if (at < 0) buffer.writeUInt16LE(value, -at);
    else buffer.writeUInt32LE(value, at);
  }
  return buffer;
}

function zip(entries: Readonly<Record<string, Buffer>>, method: 0 | 8): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, body] of Object.entries(entries)) {
    const packed = method === 8 ? deflateRawSync(body) : body;
    // Negative places are 16 bits wide. The local extra field is there because readers tend to forget it.
    const extra = Buffer.alloc(12);
    const sizes = [packed.length, body.length] as const;
    const local = record(0x04034b50, 30, [
      [-8, method],
      [18, sizes[0]],
      [22, sizes[1]],
      [-26, name.length],
      [-28, 12],
    ]);
    const central = record(0x02014b50, 46, [
      [-10, method],
      [20, sizes[0]],
      [24, sizes[1]],
      [-28, name.length],
      [42, offset],
    ]);
    bodies.push(local, Buffer.from(name), extra, packed);
    directory.push(central, Buffer.from(name));
    offset += local.length + name.length + extra.length + packed.length;
  }
  const count = Object.keys(entries).length;
  const directoryBytes = Buffer.concat(directory).length;
  const end = record(0x06054b50, 22, [
    [-8, count],
    [-10, count],
    [12, directoryBytes],
    [16, offset],
  ]);
  return Buffer.concat([...bodies, ...directory, end]);
}

export const storedZip = (entries: Readonly<Record<string, Buffer>>): Buffer => zip(entries, 0);

export const deflatedZip = (entries: Readonly<Record<string, Buffer>>): Buffer => zip(entries, 8);
