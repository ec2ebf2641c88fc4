/** Bytes to a server and all that comes back, for what no HTTP client would send. */
import net from 'node:net';

/** Sends bytes; resolves with everything received once the server closes, or `until` has arrived. */
export function rawRequest(port: number, bytes: string, until = /\r\n\r\n.*\}$/s): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = net.connect(port, '127.0.0.1');
    socket.setTimeout(15_000, () => socket.destroy(new Error(`No answer, only ${JSON.stringify(answer)}`)));
    socket.on('data', (data) => {
      answer += data.toString('latin1');
      if (until.test(answer)) socket.destroy();
    });
    socket.on('error', (error) =>
      answer === '' && !/ECONNRESET|EPIPE/.test(error.message) ? reject(error) : undefined,
    );
    socket.on('close', () => resolve(answer));
    socket.write(bytes, 'latin1');
  });
}

/** A request line, Host, more header lines, and a body with its length. */
export function message(line: string, headers: readonly string[] = [], body = ''): string {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  return [`${line} HTTP/1.1`, 'Host: a', ...headers, ...length, '', body].join('\r\n');
}
