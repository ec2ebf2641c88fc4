import { randomUUID } from 'node:crypto';
import type { Reply } from '../../http/route.js';

/** Audio and captions as the two parts of one answer (RFC 2046, multipart/mixed); the audio's headers count for both. */
export function multipartReply(audio: Reply, captions: string, format: 'srt' | 'vtt'): Reply {
  const boundary = randomUUID();
  const { 'content-type': type = '', 'content-disposition': disposition = '', ...headers } = audio.headers;
  const name = format === 'srt' ? 'application/x-subrip' : 'text/vtt';
  const body = [
    head(boundary, type, disposition),
    typeof audio.body === 'string' || audio.body instanceof Uint8Array ? audio.body : '',
    `\r\n${head(boundary, `${name}; charset=utf-8`, `attachment; filename="kokoro-output.${format}"`)}`,
    captions,
    `\r\n--${boundary}--\r\n`,
  ].map((part) => (typeof part === 'string' ? Buffer.from(part) : part));
  return {
    status: audio.status,
    headers: { ...headers, 'content-type': `multipart/mixed; boundary=${boundary}` },
    body: Buffer.concat(body),
  };
}

function head(boundary: string, type: string, disposition: string): string {
  return `--${boundary}\r\nContent-Type: ${type}\r\nContent-Disposition: ${disposition}\r\n\r\n`;
}
