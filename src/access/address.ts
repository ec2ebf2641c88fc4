/** IP addresses as bytes, so that every spelling of one address is the same. */
import { isIPv4, isIPv6 } from 'node:net';

export interface Address {
  /** 4 bytes or 16. */
  readonly bytes: readonly number[];
  /** The one spelling we use. */
  readonly text: string;
}

/** Reads an address; undefined for anything else, zone indices among it. */
export function parseAddress(text: string): Address | undefined {
  if (isIPv4(text)) return { bytes: text.split('.').map(Number), text };
  if (!isIPv6(text) || text.includes('%')) return undefined;
  const bytes = bytesOf(text);
  return { bytes, text: spelling(bytes) };
}

/** The IPv4 address that an IPv6 socket shows as `::ffff:…`; others as they are. */
export function unmapped(address: Address): Address {
  const { bytes } = address;
  const isMapped =
    bytes.length === 16 && bytes.slice(0, 12).every((byte, at) => byte === (at < 10 ? 0 : 255));
  if (!isMapped) return address;
  const short = bytes.slice(12);
  return { bytes: short, text: short.join('.') };
}

/** The IPv4 address, or the /64 an IPv6 address lies in: what one customer of a network provider has. */
export function network({ bytes, text }: Address): string {
  return bytes.length === 4 ? text : `${spelling([...bytes.slice(0, 8), 0, 0, 0, 0, 0, 0, 0, 0])}/64`;
}

/** The 16 bytes of a valid IPv6 address. */
function bytesOf(text: string): number[] {
  const [head = '', tail] = text.split('::');
  const front = groups(head);
  if (tail === undefined) return front;
  const back = groups(tail);
  return [...front, ...Array.from({ length: 16 - front.length - back.length }, () => 0), ...back];
}

/** Bytes of groups between colons; the last one may be an IPv4 address. */
function groups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (group.includes('.')) return group.split('.').map(Number);
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 255];
  });
}

/** RFC 5952: lower case, no leading zeros, the longest run of zero groups as `::`. */
function spelling(bytes: readonly number[]): string {
  const hex = Array.from({ length: 8 }, (_, at) =>
    (((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0)).toString(16),
  );
  let best = { start: 0, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (hex[start + length] === '0') length++;
    if (length > best.length) best = { start, length };
  }
  if (best.length < 2) return hex.join(':');
  return `${hex.slice(0, best.start).join(':')}::${hex.slice(best.start + best.length).join(':')}`;
}
