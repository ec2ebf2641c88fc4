/** Zip archives whose members are stored as they are, and aligned so that they can be mapped into memory. */
import { crc32 } from 'node:zlib';

export interface ZipMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Where data begin: torch maps its tensors from such places. */
const alignment = 64;
const localSignature = 0x04034b50;
const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
/** 1 January 1980, the earliest date a zip can have: the same content gives the same bytes. */
const earliestDate = 0x21;

/** An archive of the members in their order (PKWARE APPNOTE 4.3, without Zip64). */
export function storedZip(members: readonly ZipMember[]): Buffer {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const member of members) {
    const name = Buffer.from(member.name);
    const fields = memberFields(member);
    const unpadded = offset + 30 + name.length;
    const padding = (alignment - ((unpadded + 4) % alignment)) % alignment;
    const extra = Buffer.alloc(4 + padding);
    extra.writeUInt16LE(0x4246, 0); // "FB", as torch marks its padding
    extra.writeUInt16LE(padding, 2);
    directory.push(centralHeader(fields, name, offset));
    parts.push(localHeader(fields, name, extra), member.bytes);
    offset = unpadded + extra.length + member.bytes.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...parts, central, endRecord(members.length, central.length, offset)]);
}

/** The part both headers share: version, flags, method, time, date, checksum, sizes. */
function memberFields({ bytes }: ZipMember): Buffer {
  const fields = Buffer.alloc(22);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(earliestDate, 8);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(bytes.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  return fields;
}

function localHeader(fields: Buffer, name: Buffer, extra: Buffer): Buffer {
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(localSignature);
  const lengths = Buffer.alloc(4);
  lengths.writeUInt16LE(name.length, 0);
  lengths.writeUInt16LE(extra.length, 2);
  return Buffer.concat([signature, fields, lengths, name, extra]);
}

function centralHeader(fields: Buffer, name: Buffer, offset: number): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt32LE(centralSignature, 0);
  head.writeUInt16LE(20, 4);
  const tail = Buffer.alloc(18); // lengths of name, extra and comment, disk, attributes, place
  tail.writeUInt16LE(name.length, 0);
  tail.writeUInt32LE(offset, 14);
  return Buffer.concat([head, fields, tail, name]);
}

function endRecord(count: number, centralBytes: number, centralOffset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endSignature, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(centralBytes, 12);
  end.writeUInt32LE(centralOffset, 16);
  return end;
}
