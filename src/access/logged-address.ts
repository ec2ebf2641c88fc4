/** Addresses in log lines: as much of one as the operator wants to keep. */
import { network, parseAddress } from './address.js';

export type AddressDetail = 'full' | 'truncated' | 'none';

/** The address as it is logged: whole, without the last byte of IPv4 and the host's half of IPv6, or not at all. */
export function loggedAddress(text: string, detail: AddressDetail): string | undefined {
  if (detail === 'none') return undefined;
  const address = parseAddress(text);
  if (detail === 'full' || address === undefined) return text;
  return address.bytes.length === 4 ? `${address.bytes.slice(0, 3).join('.')}.0/24` : network(address);
}
