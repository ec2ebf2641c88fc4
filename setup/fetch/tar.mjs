/**
 * Reads tar archives from a stream (npm tarballs, the inside of Debian packages): POSIX.1-1988 ustar headers with
 * the name prefix, pax `path` records and GNU long names. Only regular files are yielded.
 */

const block = 512;

/**
 * @param {Buffer} header
 * @param {number} start
 * @param {number} length
 */
function text(header, start, length) {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end);
}

/** @param {Buffer} header */
function nameOf(header) {
  const name = text(header, 0, 100);
  const isUstar = text(header, 257, 5) === 'ustar' && header[263] === 0x30;
  const prefix = isUstar ? text(header, 345, 155) : '';
  return prefix ? `${prefix}/${name}` : name;
}

/**
 * The `path` record of a pax header: lines of `LENGTH KEY=VALUE\n`.
 * @param {Buffer} body
 */
function paxPath(body) {
  return /^\d+ path=(.*)$/m.exec(body.toString('utf8'))?.[1];
}

/** Cuts a stream of chunks of any size into the lengths asked for. */
class ByteReader {
  /** @param {AsyncIterable<Buffer>} source */
  constructor(source) {
    this.chunks = source[Symbol.asyncIterator]();
    /** @type {Buffer[]} */
    this.waiting = [];
    this.waitingBytes = 0;
  }

  /**
   * The next `length` bytes, fewer at the end of the stream.
   * @param {number} length
   */
  async take(length) {
    while (this.waitingBytes < length) {
      const { value, done } = await this.chunks.next();
      if (done) break;
      this.waiting.push(value);
      this.waitingBytes += value.length;
    }
    const all = Buffer.concat(this.waiting);
    const taken = all.subarray(0, length);
    this.waiting = [all.subarray(taken.length)];
    this.waitingBytes = all.length - taken.length;
    return taken;
  }
}

/**
 * The regular files of a tar stream, in order. Throws when the archive ends in the middle of one.
 * @param {AsyncIterable<Buffer>} source
 * @returns {AsyncGenerator<{ name: string, body: Buffer }, void, void>}
 */
export async function* readTar(source) {
  const reader = new ByteReader(source);
  /** @type {string | undefined} */
  let longName;
  for (;;) {
    const header = await reader.take(block);
    if (header.length < block || header.every((byte) => byte === 0)) return;
    const bytes = Number.parseInt(text(header, 124, 12).trim() || '0', 8);
    const body = (await reader.take(Math.ceil(bytes / block) * block)).subarray(0, bytes);
    if (body.length < bytes) throw new Error(`The archive ends inside ${nameOf(header)}.`);
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === 'x') longName = paxPath(body) ?? longName;
    else if (type === 'L') longName = text(body, 0, body.length);
    else {
      if (type === '0' || type === '\0') yield { name: longName ?? nameOf(header), body };
      longName = undefined;
    }
  }
}
