/** Whose connections to a port are open, as Linux lists them in /proc/net/tcp and tcp6. */
import { readFileSync } from 'node:fs';

/** State of an established connection in those files. */
const established = '01';

/** The address of the other end of every open connection to `port`; none where the system does not tell. */
export function peersOf(port: number): string[] {
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => {
    try {
      return peersIn(readFileSync(file, 'latin1'), port);
    } catch {
      return [];
    }
  });
}

/** The same of one file's text. */
export function peersIn(table: string, port: number): string[] {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table.split('\n').flatMap((line) => {
    const [, here = '', there = '', state] = line.trim().split(/\s+/);
    return state === established && here.endsWith(local) ? [addressOf(there.slice(0, -5))] : [];
  });
}

/** An address of hexadecimal digits whose bytes stand in the machine's order, four by four. */
function addressOf(hex: string): string {
  const words = (hex.match(/.{8}/g) ?? []).map((word) => Buffer.from(word, 'hex').reverse());
  const bytes = Buffer.concat(words);
  if (bytes.length === 4) return bytes.join('.');
  const isMapped = bytes.subarray(0, 12).toString('hex') === '00000000000000000000ffff';
  if (isMapped) return bytes.subarray(12).join('.');
  return (bytes.toString('hex').match(/.{4}/g) ?? []).join(':');
}
