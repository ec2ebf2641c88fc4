/** A list of addresses and CIDR blocks. */
import { type Address, parseAddress } from './address.js';

interface Block {
  readonly bytes: readonly number[];
  /** Leading bits that count. */
  readonly bits: number;
}

export class AddressBlocks {
  readonly #blocks: readonly Block[];

  /** Entries as `10.0.0.0/8` or `::1`; bits of the host may be set. Entries that are none are left out. */
  constructor(entries: readonly string[]) {
    this.#blocks = entries.flatMap((entry) => block(entry) ?? []);
  }

  /** True for an address of one of the blocks. IPv4 never lies in a block of IPv6, `::ffff:0:0/96` included. */
  has({ bytes }: Address): boolean {
    return this.#blocks.some((block) => block.bytes.length === bytes.length && agrees(bytes, block));
  }
}

function block(entry: string): Block | undefined {
  const [text = '', length] = entry.split('/');
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  return { bytes: address.bytes, bits: length === undefined ? address.bytes.length * 8 : Number(length) };
}

function agrees(bytes: readonly number[], block: Block): boolean {
  return bytes.every((byte, at) => {
    const counting = Math.min(8, Math.max(0, block.bits - 8 * at));
    const mask = (0xff << (8 - counting)) & 0xff;
    return (byte & mask) === ((block.bytes[at] ?? 0) & mask);
  });
}
