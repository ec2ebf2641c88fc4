/** Who a client is for limits and throttles: its address, seen through the proxies that are trusted. */
import { type Address, network, parseAddress, unmapped } from './address.js';
import type { AddressBlocks } from './address-blocks.js';
import type { Visitor } from './visitor.js';

export interface Client {
  /** Its address; `unknown` for a peer without one. */
  readonly id: string;
  /** The address, or the /64 of an IPv6 address: what limits are counted by. */
  readonly network: string;
}

/** The client behind a visitor. Without `proxies` nobody's headers are believed. */
export function clientOf(visitor: Visitor, proxies: AddressBlocks | undefined): Client {
  const address = addressOf(visitor, proxies);
  return address === undefined
    ? { id: 'unknown', network: 'unknown' }
    : { id: address.text, network: network(address) };
}

function addressOf(visitor: Visitor, proxies: AddressBlocks | undefined): Address | undefined {
  const peer = read(visitor.peer);
  if (peer === undefined || proxies === undefined || !proxies.has(peer)) return peer;
  const nearest = visitor.proxied === '' ? peer : (read(visitor.proxied) ?? peer);
  if (!proxies.has(nearest)) return nearest;
  return forwarded(visitor.headers, proxies) ?? nearest;
}

/** The right-most address that is no proxy of ours; if all are, X-Real-IP. A malformed element voids both headers. */
function forwarded(headers: Visitor['headers'], proxies: AddressBlocks): Address | undefined {
  const listed = headers['x-forwarded-for'] ?? '';
  const chain = listed === '' ? [] : listed.split(',').map((element) => read(element.trim()));
  if (chain.includes(undefined)) return undefined;
  const client = chain.findLast((address) => address !== undefined && !proxies.has(address));
  return client ?? read(headers['x-real-ip'] ?? '');
}

function read(text: string): Address | undefined {
  const address = parseAddress(text);
  return address === undefined ? undefined : unmapped(address);
}
