import type { HttpResponse } from 'uWebSockets.js';

/** IPv4 as uWS writes it on a socket that speaks both: `0000:…:ffff:7f00:0001`. */
const mapped = /^(?:0000:){5}ffff:([0-9a-f]{2})([0-9a-f]{2}):([0-9a-f]{2})([0-9a-f]{2})$/;

/** The address of whoever holds the other end of the connection, IPv4 in its usual form. */
export function peerAddress(res: Pick<HttpResponse, 'getRemoteAddressAsText'>): string {
  return plain(Buffer.from(res.getRemoteAddressAsText()).toString('latin1'));
}

/** The address that the PROXY protocol names as the client's; empty without it. */
export function proxiedAddress(res: Pick<HttpResponse, 'getProxiedRemoteAddressAsText'>): string {
  return plain(Buffer.from(res.getProxiedRemoteAddressAsText()).toString('latin1'));
}

function plain(text: string): string {
  const bytes = mapped.exec(text)?.slice(1);
  return bytes === undefined ? text : bytes.map((byte) => Number.parseInt(byte, 16)).join('.');
}
